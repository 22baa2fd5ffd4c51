"""A session's report, to print and as a workbook, with the same results as the stage."""
