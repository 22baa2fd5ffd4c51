"""The results panel: the room's results, past rooms' results, and charts to download."""
