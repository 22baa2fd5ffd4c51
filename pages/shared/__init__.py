"""What screens share: identity, saving, results, a step's frame, and what a browser does."""
