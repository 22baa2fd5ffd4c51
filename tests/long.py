"""How much a flood floods: little in `make test`, ten times as much in `make crash`."""

import os

TIMES = 10 if os.environ.get("LONG_FLOODS") else 1
