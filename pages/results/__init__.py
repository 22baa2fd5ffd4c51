"""What a room said, by vote and by group: the same for pages, routes and documents."""
