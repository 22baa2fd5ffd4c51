"""What screens share: identity, saving, results, the frame of a step, and browser scripts."""
