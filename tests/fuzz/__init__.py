"""Values that nobody gives, thrown at everything that takes one; `python -m tests.fuzz`."""
