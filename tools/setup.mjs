// Installs what the workspace needs, the pinned Node included, on a machine that has only Node >= 18 and npm.
// Nothing to do is the usual case: then it reads a dozen small files and returns.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshBundle } from '../packages/cli/bin/fresh-bundle.js';
import { isFresh } from '../packages/dashboard/build/fresh-dashboard.mjs';

const pnpm = 'pnpm@12.21.0';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.audit-setup');
const pinnedNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/** Hash of everything an installation follows from; the path is part of it because shims hold absolute paths. */
const wanted = () => {
  const packages = readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => join('packages', name, 'package.json'));
  const inputs = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packages].filter((path) => existsSync(join(root, path)));
  const hash = createHash('sha256').update([pnpm, process.platform, process.arch, root].join('\n'));
  for (const path of inputs) hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
};

const refuse = (lines) => {
  process.stderr.write(`setup: ${lines.join('\n       ')}\n`);
  process.exit(1);
};

const install = () => {
  process.stderr.write(`setup: installing with ${pnpm}; this can take a minute, later runs are quick\n`);
  const windows = process.platform === 'win32';
  const started = spawnSync(
    'npx',
    ['--yes', pnpm, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false', '--loglevel=error'],
    {
      cwd: root,
      shell: windows,
      // Results of the scripts that call us own stdout.
      stdio: ['ignore', 2, 2],
    },
  );
  if (started.error !== undefined) {
    refuse(['npx was not found.', 'Install npm (it comes with Node: https://nodejs.org), then run `npm run setup` again.']);
  }
  if (started.status !== 0) {
    refuse([
      `${pnpm} install failed (exit ${started.status ?? started.signal}); its own message is above.`,
      'Is the package registry reachable? `npm ping` tells. Behind a proxy or a mirror: `npm config set registry <url>`.',
      'Where package.json and pnpm-lock.yaml disagree: `npx pnpm install`, and commit the lockfile.',
    ]);
  }
  if (!existsSync(pinnedNode)) {
    refuse([
      'the pinned Node was not installed.',
      'Its install script may be blocked: `npx pnpm approve-builds`, then remove node_modules and try again.',
    ]);
  }
};

/** The program in a few files, for a quick start. It works without, so nothing fails for want of it. */
const bundle = () => {
  const { status } = spawnSync(pinnedNode, [join(root, 'tools', 'bundle.mjs')], {
    shell: process.platform === 'win32',
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0)
    process.stderr.write('setup: no bundle was made (see above); audit runs from source and starts a third of a second later\n');
};

/** The pages `audit serve` serves beside the API. */
const dashboard = () => {
  const { status } = spawnSync(pinnedNode, [join(root, 'packages', 'dashboard', 'build', 'build-dashboard.mjs')], {
    shell: process.platform === 'win32',
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.stderr.write('setup: the dashboard was not built (see above); everything else works without it\n');
};

if (Number(process.versions.node.split('.')[0]) < 18) refuse([`Node ${process.version} is too old; 18 or newer is needed to set up.`]);
const want = wanted();
const have = existsSync(stamp) && existsSync(pinnedNode) ? readFileSync(stamp, 'utf8') : '';
if (have !== want) {
  install();
  writeFileSync(stamp, want);
}
if (freshBundle() === undefined) bundle();
if (!isFresh()) dashboard();
