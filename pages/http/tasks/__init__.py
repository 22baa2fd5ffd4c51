"""Background tasks: the sample, practice rooms, retention and tidying."""
