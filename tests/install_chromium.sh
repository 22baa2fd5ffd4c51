#!/bin/sh
# Makes sure that the browser tests have a Chromium: Debian's, where this user may install it.
# Where there is none and none can be had, they are skipped, counted and named by pytest.
set -u
if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
    exit 0
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests (Debian package chromium)"
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "There is no Chromium here and it cannot be installed by this user:" \
    "the browser tests will be skipped (apt install chromium)"
