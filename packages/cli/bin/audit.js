#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import * as modules from 'node:module';
import { pathToFileURL } from 'node:url';

// Plain JavaScript that imports nothing an old Node lacks, so that such a one says what is wrong; and `--version` costs nothing but Node itself.
const [major, minor] = process.versions.node.split('.').map(Number);
const [first, ...rest] = process.argv.slice(2);

/** Where stack traces are shown they name lines of the source. */
const isDebug = () => process.env.AUDIT_LOG_LEVEL === 'debug' || rest.some((word) => word === 'debug' || word === '--log-level=debug');

const program = async () => {
  const { freshBundle } = await import('./fresh-bundle.js');
  const bundle = isDebug() ? undefined : freshBundle();
  return await import(bundle === undefined ? '../src/main.ts' : pathToFileURL(bundle).href);
};

if (first === '--version' || first === '-V') {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `audit needs Node 22.18 or later and this is ${process.version}: run "npm run setup", then "npx --no-install audit"\n`,
  );
  process.exitCode = 2;
} else {
  modules.enableCompileCache();
  const { main } = await program();
  await main();
}
