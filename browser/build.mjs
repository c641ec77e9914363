// Builds what browsers load into browser/dist: hashed names, a gzip beside each file, and a manifest with integrity.
// The manifest comes last and at once: whoever reads it while a build runs, or after one was interrupted, finds whole files.
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, 'dist')
const entries = {
  survey: join(here, 'survey/main.ts'),
  candle: join(here, 'candle/main.ts'),
  rest: join(here, 'rest/main.ts'),
  keeper: join(here, 'keeper/main.ts'),
  named: join(here, 'named/main.ts'),
  ground: join(here, 'ground/index.ts'), // this and the next for tests alone; no page loads them
  client: join(here, 'client/index.ts'),
  look: join(here, '../config/look/look.css'),
}
const KEPT = 24 * 3600 * 1000 // milliseconds for which open pages and running servers find what earlier builds made

const settings = {
  outdir: out,
  assetNames: '[name]-[hash]',
  bundle: true,
  splitting: false, // a chunk that an entry imports would be loaded without a check of its integrity
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  nodePaths: [join(here, 'node_modules')],
  loader: { '.svg': 'dataurl' },
  metafile: true,
  logLevel: 'warning',
}
const manifest = {}
const licences = new Map() // by package: what its authors ask to be passed on with it

mkdirSync(out, { recursive: true })
// First what only older browsers load: the entries name it together with its integrity (ground/lazy.ts).
const lazy = await build({ ...settings, entryPoints: { lazy: join(here, 'ground/fallback.ts') }, entryNames: '[name]-[hash]' })
record(lazy, ['lazy'])
const define = { FALLBACK: JSON.stringify(manifest['lazy.js']) }
record(await build({ ...settings, entryPoints: entries, entryNames: '[name]-[hash]', define }), Object.keys(entries))

function record(result, names) {
  for (const [file, made] of Object.entries(result.metafile.outputs)) {
    const name = basename(file)
    const entry = names.find((key) => made.entryPoint && name.startsWith(`${key}-`))
    const bytes = readFileSync(join(out, name))
    manifest[entry ? entry + name.slice(name.lastIndexOf('.')) : name] = {
      file: name,
      integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
    }
    writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  }
  for (const input of Object.keys(result.metafile.inputs)) {
    const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(resolve(input)) ?? []
    const file = folder && readdirSync(folder).find((found) => /^licen[cs]e/i.test(found))
    if (file) licences.set(name, readFileSync(join(folder, file), 'utf8').trim())
  }
}

const texts = [...licences].sort().map(([name, text]) => `${name}\n\n${text}\n`).join('\n\n')
writeFileSync(join(out, 'licences.txt'), texts)
writeFileSync(join(out, 'licences.txt.gz'), gzipSync(texts, { level: 9 }))
const part = join(out, `manifest.${process.pid}.part`)
writeFileSync(part, JSON.stringify(manifest, null, 1) + '\n')
renameSync(part, join(out, 'manifest.json'))

const named = new Set(['manifest.json', 'licences.txt', 'licences.txt.gz', ...Object.values(manifest).flatMap(({ file }) => [file, `${file}.gz`])])
for (const name of readdirSync(out).filter((found) => !named.has(found))) {
  const path = join(out, name)
  if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > KEPT) rmSync(path, { force: true })
}
