// Builds what browsers load into browser/dist: hashed names, a gzip beside each file, and a manifest with integrity.
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, 'dist')
const entries = {
  survey: join(here, 'survey/main.ts'),
  named: join(here, 'named/main.ts'),
  ground: join(here, 'ground/index.ts'), // for the vectors alone; no page loads it
  look: join(here, '../config/look/look.css'),
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const result = await build({
  entryPoints: entries,
  outdir: out,
  entryNames: '[name]-[hash]',
  chunkNames: 'lazy-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  nodePaths: [join(here, 'node_modules')],
  loader: { '.svg': 'dataurl' },
  metafile: true,
  logLevel: 'warning',
})

const manifest = {}
for (const [file, made] of Object.entries(result.metafile.outputs)) {
  const name = basename(file)
  const entry = Object.keys(entries).find((key) => made.entryPoint && name.startsWith(`${key}-`))
  const bytes = readFileSync(join(out, name))
  const logical = (entry ?? name.replace(/-[A-Z0-9]{8}(?=\.)/, '')) + (entry ? name.slice(name.lastIndexOf('.')) : '')
  manifest[entry ? logical : name] = {
    file: name,
    integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
  }
}
for (const name of readdirSync(out)) {
  writeFileSync(join(out, `${name}.gz`), gzipSync(readFileSync(join(out, name)), { level: 9 }))
}
writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n')
