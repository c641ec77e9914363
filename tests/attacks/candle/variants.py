"""Builds what browsers load once more, with one guard taken out of its source: what an attacker would wish for."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

from demo.installation import ROOT

BROWSER = ROOT / "browser"
NODE = shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")
_BUILD = """
import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
const { entry, file, guard, instead, fallback } = JSON.parse(process.argv[1])
const taken = {
  name: 'guard-taken-out',
  setup({ onLoad }) {
    onLoad({ filter: new RegExp(`/browser/${file}$`) }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      if (source.split(guard).length !== 2) throw new Error(`${file} does not hold this guard once`)
      return { contents: source.replace(guard, () => instead), loader: 'ts' }
    })
  },
}
const built = await build({
  entryPoints: [entry], bundle: true, format: 'esm', target: 'es2022', minify: true, write: false,
  define: { FALLBACK: fallback }, plugins: [taken], logLevel: 'error',
})
process.stdout.write(built.outputFiles[0].text)
"""


@cache
def without(entry: str, file: str, guard: str, instead: str = "") -> bytes:
    """The built entry (`client/index.ts`) whose `file` (`client/house.ts`) has `instead` where `guard` stood."""
    manifest = json.loads(Path(BROWSER / "dist" / "manifest.json").read_text())
    asked = {"entry": entry, "file": file, "guard": guard, "instead": instead}
    asked["fallback"] = json.dumps(manifest["lazy.js"])
    command = [NODE, "--input-type=module", "-e", _BUILD, json.dumps(asked)]
    return subprocess.run(command, cwd=BROWSER, capture_output=True, check=True).stdout
