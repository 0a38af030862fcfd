// Builds the pages of the dashboard beside those there are and then takes their place: a server that starts meanwhile finds one or the other.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { dist, isFresh, wantedStamp } from './fresh-dashboard.mjs';

/** Not among the packages, which others look through meanwhile. */
const made = fileURLToPath(new URL(`../../../node_modules/.audit-dashboard.${process.pid}`, import.meta.url));
const stamp = wantedStamp();
process.env.AUDIT_DASHBOARD_OUT = made;
process.env.NODE_ENV = 'production';
/** Another set-up that runs at the same time may have been quicker, of the same sources. */
const takePlace = () => {
  try {
    renameSync(made, dist);
  } catch (error) {
    if (!isFresh()) throw error;
  }
};

const { build } = await import('vite');
try {
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'warn' });
  for (const name of readdirSync(made, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:html|js|css|svg)$/.test(name)) continue;
    const path = join(made, name);
    const plain = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  }
  writeFileSync(join(made, 'stamp'), stamp);
  const old = `${made}.old`;
  if (existsSync(dist)) renameSync(dist, old);
  takePlace();
  rmSync(old, { recursive: true, force: true });
} finally {
  rmSync(made, { recursive: true, force: true });
}
