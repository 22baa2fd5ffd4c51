"""Not tests but a benchmark: real attendees over the wire, and what the server makes of them."""
