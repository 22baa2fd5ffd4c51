"""The bad days: full disks, damaged files, power cuts. `python -m tests.crash` is the long form."""
