import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

const source = fileURLToPath(new URL('./serviceWorkerSource.js', import.meta.url));
const always = ['/', '/theme.js', '/app.webmanifest', '/icons/icon.svg'];
const latinFont = /inter-latin-wght-normal.*\.woff2$/;

/** Emits `/sw.js`, which keeps the files of this build that the shell consists of. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle(_, bundle) {
      const files = shellFiles(bundle)
        .map((name) => `/${name}`)
        .sort();
      const shell = [...always, ...files];
      const version = createHash('sha256').update(shell.join()).digest('hex').slice(0, 12);
      const text = (await readFile(source, 'utf8'))
        .replace("'%VERSION%'", JSON.stringify(version))
        .replace("['%SHELL%']", JSON.stringify(shell));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: text });
    },
  };
}

/** What the entry and the pages load at once; what they load when needed is left out. */
function shellFiles(bundle: Rolldown.OutputBundle): string[] {
  const shell = new Set<string>();
  const add = (name: string): void => {
    const file = bundle[name];
    if (file === undefined || shell.has(name)) return;
    shell.add(name);
    if (file.type === 'chunk') for (const imported of file.imports) add(imported);
  };
  for (const file of Object.values(bundle)) {
    const { fileName } = file;
    const isStart = file.type === 'chunk' ? isPage(file) : fileName.endsWith('.css');
    if (isStart || latinFont.test(fileName)) add(fileName);
  }
  return [...shell];
}

function isPage(chunk: Rolldown.OutputChunk): boolean {
  return chunk.isEntry || (chunk.isDynamicEntry && chunk.name.endsWith('Page'));
}
