import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { documents } from './build/documents.ts';
import { serviceWorker } from './build/serviceWorker.ts';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const services = process.env['AUDIO_STREAMING_URL'] ?? 'http://localhost:8080';
const proxied = [
  '/upload', '/tracks', '/download', '/play', '/ping', '/stop', '/media', '/stats',
];

export default defineConfig({
  plugins: [react(), documents(fromHere('../../docs')), serviceWorker()],
  resolve: { alias: { '@': fromHere('./src') } },
  build: {
    outDir: fromHere('../wwwroot'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(
      proxied.map((path) => [
        path,
        {
          target: services,
          bypass: (request) =>
            request.method === 'GET' && request.headers.accept?.includes('text/html')
              ? '/index.html'
              : undefined,
        },
      ]),
    ),
  },
  test: { include: ['src/**/*.test.ts', 'build/**/*.test.ts'] },
});
