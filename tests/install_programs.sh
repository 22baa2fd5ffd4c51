#!/bin/sh
# Installs what some tests run for real, where this user may: Debian's Chromium without windows, nginx and Caddy.
# Where one is missing and can't be installed, its tests are skipped, counted and named by pytest.
set -u

is_there() {
    case "$1" in
        chromium-headless-shell) command -v chromium-headless-shell >/dev/null ;;
        nginx) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] ;;
        caddy) command -v caddy >/dev/null ;;
    esac
}

updated=
for program in chromium-headless-shell nginx caddy; do
    is_there "$program" && continue
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $program for the tests (Debian package $program)"
        [ -n "$updated" ] || apt-get update -qq
        updated=yes
        apt-get install -y -qq --no-install-recommends "$program" >/dev/null && continue
    fi
    echo "There is no $program here and this user can't install it:" \
        "its tests will be skipped (apt install $program)"
done
exit 0
