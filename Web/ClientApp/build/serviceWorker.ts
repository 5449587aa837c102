import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = fileURLToPath(new URL('./serviceWorkerSource.js', import.meta.url));
const always = ['/', '/theme.js', '/app.webmanifest', '/icons/icon.svg'];
const latinFont = /inter-latin-wght-normal.*\.woff2$/;

/** Emits `/sw.js`, which keeps the files of this build that the shell consists of. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle(_, bundle) {
      const files = Object.values(bundle)
        .map((file) => file.fileName)
        .filter((name) => /\.(?:js|css)$/.test(name) || latinFont.test(name))
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
