"""Parts of pages that are large enough for their own files."""
