"""`python -m data.migrations` brings the PostgreSQL in WORKSHOP_STORE to this app's version.

A file needs no command: the app copies it and then takes the steps by itself when it starts.
"""

import os
import sys

from data import Store
from data.faults import StoreFault

try:
    Store(os.environ.get("WORKSHOP_STORE", ""), migrate=True).close()
except StoreFault as fault:
    sys.exit(str(fault))
