#!/usr/bin/env bash
# The tests use a real Chromium: the system's, or Debian's, which is installed where that is allowed.
set -eu
have() { [ -n "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null 2>&1; }
have && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Chromium, which the tests use"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true
fi
have || { echo "The tests need Chromium: install it (on Debian: apt-get install chromium) or set CHROMIUM to its path."; exit 1; }
