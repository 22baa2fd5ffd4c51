"""`python -m tests.crash.saver <store> <cohort> <log>` saves from four threads until it's killed.

Each answer is printed only after `save` has returned. A checkpoint runs whenever the log reaches
the given length.
"""

import os
import sys
import threading

from data import Store, keys
from data.embedded import File
from tests.crash.room import SLUG, answer_of


def save_on_and_on(store: Store, cohort: str) -> None:
    while True:
        key = keys.mint_key()
        store.cohorts.join(key, cohort)
        store.answers.save(key, cohort, SLUG, answer_of(key))
        os.write(1, f"{key}\n".encode())


def main() -> None:
    _, file, cohort, log = sys.argv
    store = Store(file)
    assert isinstance(store._database, File)
    with store._database.cursor() as cursor:
        cursor.execute(f"SET GLOBAL checkpoint_threshold = '{log}'")
    for _ in range(4):
        threading.Thread(target=save_on_and_on, args=(store, cohort)).start()


if __name__ == "__main__":
    main()
