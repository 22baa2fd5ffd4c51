"""The results panel: how the room answered, how past rooms did, and charts to take along."""
