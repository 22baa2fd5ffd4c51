"""Not pages: who is asking, the one save path, the live signal, the room's panel."""
