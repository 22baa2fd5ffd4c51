"""Routes: a table of them, who's calling, and one module per resource."""
