"""What runs beside the requests: the sample, practice rooms, retention and tidying."""
