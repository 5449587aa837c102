import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { marked } from 'marked';
import type { Plugin } from 'vite';

const prefix = 'virtual:document/';
const missing = '# Not written yet\n\nThis page is still being written.';

/** `virtual:document/name` is `docs/name.md` of the repository, as HTML. */
export function documents(directory: string): Plugin {
  return {
    name: 'documents',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const path = join(directory, `${id.slice(prefix.length + 1)}.md`);
      const text = existsSync(path) ? await readFile(path, 'utf8') : missing;
      if (existsSync(path)) this.addWatchFile(path);
      return `export default ${JSON.stringify(await render(text))};`;
    },
  };
}

/** Links into the repository mean nothing on the page: they become plain text. */
async function render(text: string): Promise<string> {
  const html = await marked.parse(text);
  return html
    .replace(/<a href="(?!https?:|#)[^"]*">(.*?)<\/a>/gs, '$1')
    .replace(/ align="(left|right|center)"/g, ' data-align="$1"')
    .replace(/<table>/g, '<div class="table-scroll" tabindex="0"><table>')
    .replace(/<\/table>/g, '</table></div>');
}
