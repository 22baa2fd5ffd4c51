"""`python -m data.migrations` brings the PostgreSQL in WORKSHOP_STORE to this app's version.

A file needs no command: on start, the app copies it and then migrates it.
"""

import os
import sys

from data import Store
from data.faults import StoreFault

try:
    Store(os.environ.get("WORKSHOP_STORE", ""), migrate=True).close()
except StoreFault as fault:
    sys.exit(str(fault))
