"""The live stream: what a room's pages hear without asking, and who follows."""
