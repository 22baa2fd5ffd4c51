"""The size of a flood: small in `make test`, ten times as large in `make crash`."""

import os

TIMES = 10 if os.environ.get("LONG_FLOODS") else 1
