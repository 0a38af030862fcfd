// Prints the path of a Chromium for the tests of the dashboard: AUDIT_CHROMIUM, else one on PATH; root on a system with apt-get gets it installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const say = (text) => process.stderr.write(`chromium: ${text}\n`);
const works = (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;

const find = () => {
  const given = process.env.AUDIT_CHROMIUM;
  if (given !== undefined) return existsSync(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
};

const install = () => {
  if (process.getuid?.() !== 0 || process.env.AUDIT_CHROMIUM !== undefined) return false;
  say('no browser was found: trying apt-get');
  const apt = (...args) => works('apt-get', ['-qq', '-o', 'Acquire::Retries=1', ...args]);
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
};

const path = find() ?? (install() ? find() : undefined);
if (path === undefined) {
  say('install Chromium (Debian: chromium), or name one by AUDIT_CHROMIUM');
  process.exitCode = 1;
} else process.stdout.write(`${path}\n`);
