"""Not pages: the routes, the door before them, and what happens between start and stop."""
