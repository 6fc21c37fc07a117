import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the program's own API listens while pages are being written (`npm run dev`). */
const api = process.env['DUNGHEN_API'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`;

/**
 * The browser bundle: index.html → dist/web. `--mode gallery` builds the component gallery instead
 * (dist/gallery), which is looked at and tested and never shipped.
 */
export default defineConfig(({ mode }) => {
  const gallery = mode === 'gallery';
  return {
    root: here('.'),
    publicDir: here('./src/web/public'),
    plugins: [react()],
    build: {
      outDir: here(gallery ? './dist/gallery' : './dist/web'),
      emptyOutDir: true,
      manifest: true,
      // No inlined data: URLs: the page's Content-Security-Policy is `default-src 'self'`.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2022',
      rolldownOptions: { input: gallery ? here('./src/web/gallery/index.html') : here('./index.html') },
    },
    server: {
      proxy: { '/api': api, '/t/': api, '/tra-cuu': api, '/healthz': api, '/readyz': api },
    },
  };
});
