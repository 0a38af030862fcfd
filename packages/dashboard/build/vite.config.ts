import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** A running `audit serve`, for `npm run dashboard`. */
const api = process.env['AUDIT_API'] ?? 'http://127.0.0.1:8360';
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tells index.html which file each page is in. */
const pageFiles = (): Plugin => ({
  name: 'page-files',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const files = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' && file.isDynamicEntry && file.name.endsWith('-page') ? [[file.name, `/${file.fileName}`]] : [],
      );
      return html.replace('{/* of the build */}', JSON.stringify(Object.fromEntries(files)));
    },
  },
});

export default defineConfig({
  root: at('../src'),
  plugins: [react(), tailwindcss(), pageFiles()],
  server: { port: 8361, strictPort: true, proxy: Object.fromEntries(['/api', '/readyz'].map((path) => [path, { target: api }])) },
  build: {
    outDir: process.env['AUDIT_DASHBOARD_OUT'] ?? at('../dist'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2024',
    // Browsers that know light-dark(): nothing of it is rewritten.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // The policy of the server lets no page load from a data: address but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What most pages share comes in one file, and not in one a component.
        codeSplitting: {
          groups: [{ name: 'shared', test: /src[\\/](?:(?:components|format|api)[\\/]|app[\\/]use-)|node_modules|rolldown[\\/]runtime/ }],
        },
      },
    },
    reportCompressedSize: false,
  },
});
