"""Not pages: the routes, the middleware before them, and what happens between start and stop."""
