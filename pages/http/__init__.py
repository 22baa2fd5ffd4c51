"""Everything that isn't a page: routes, middleware, and what happens at startup and shutdown."""
