// Fails the build when the first load, hls.js apart, is larger than the budget.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const budget = 200_000;
const root = fileURLToPath(new URL('../../wwwroot/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}.vite/manifest.json`, 'utf8'));
const latinFont = /inter-latin-wght-normal.*\.woff2$/;

const files = new Set(['index.html', 'theme.js', 'icons/icon.svg', 'app.webmanifest']);
collect('index.html');

let total = 0;
for (const file of files) {
  const content = readFileSync(root + file);
  const size = Math.min(content.length, brotliCompressSync(content).length);
  total += size;
  console.log(`${String(size).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  first load of ${budget} allowed`);
if (total > budget) {
  console.error('The first load is over its budget. Load more of it lazily.');
  process.exit(1);
}

function collect(name) {
  const entry = manifest[name];
  if (!entry || files.has(entry.file)) return;
  files.add(entry.file);
  for (const style of entry.css ?? []) files.add(style);
  for (const asset of entry.assets ?? []) if (latinFont.test(asset)) files.add(asset);
  for (const next of entry.imports ?? []) collect(next);
}
