"""A room's results, by vote and by group, for pages, routes and documents alike."""
