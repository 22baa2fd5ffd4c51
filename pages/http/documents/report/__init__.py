"""The report of a session: to print, and as a workbook, from the figures that the stage shows."""
