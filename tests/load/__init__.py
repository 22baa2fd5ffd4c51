"""Not tests but a benchmark: real attendees over the wire, and how the server copes with them."""
