#!/usr/bin/env bash
# The tests use a real Chromium: the system's, or Debian's, which is installed where that is allowed.
set -eu
names="chromium chromium-browser google-chrome"
have() { if [ -n "${CHROMIUM:-}" ]; then [ -x "$CHROMIUM" ]; else command -v $names >/dev/null 2>&1; fi; }

have && exit 0
if [ -n "${CHROMIUM:-}" ]; then
  echo "CHROMIUM is set to $CHROMIUM, which is no program; set it to the path of Chromium or leave it out." >&2
  exit 1
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Chromium, which the tests use"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true
fi
have || { echo "The tests need Chromium: install it (on Debian: apt-get install chromium) or set CHROMIUM to its path." >&2; exit 1; }
