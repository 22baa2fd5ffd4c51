"""Parts of the facilitator's pages."""
