"""The plan that an attendee takes away: as a page to print, a document, a calendar, and data."""
