"""The live stream: what a room's pages are told, and who follows the room."""
