"""Routes: the table of them, who is asking, and one module a resource."""
