"""Values that nobody enters, thrown at everything that takes one; `python -m tests.fuzz`."""
