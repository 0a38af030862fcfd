#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

// Plain JavaScript, so that an old Node says what is wrong and `--version` costs nothing but Node itself.
const [major, minor] = process.versions.node.split('.').map(Number);
const first = process.argv[2];
if (first === '--version' || first === '-V') {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `audit needs Node 22.18 or later and this is ${process.version}: run "npm run setup", then "npx --no-install audit"\n`,
  );
  process.exitCode = 2;
} else {
  enableCompileCache();
  const { main } = await import('../src/main.ts');
  await main();
}
