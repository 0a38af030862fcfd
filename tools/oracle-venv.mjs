// Makes the Python environment that tests compare us with, in .venv-oracle (git-ignored), and prints the path of its interpreter.
// `--env schedule` makes the one of the schedulers, in .venv-schedule: their packages do not go together with the others.
// Arguments name the packages of oracle-requirements.txt (schedule-requirements.txt) that are wanted; none means all. Quick when they are there already.
// Needs Python 3.10 or newer (AUDIT_PYTHON names another than python3); root on a system with apt-get gets it installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [flag, named] = process.argv.slice(2);
const isNamed = flag === '--env' && named !== undefined;
const env = isNamed ? named : 'oracle';
const venv = join(dirname(here), `.venv-${env}`);
const stamp = join(venv, 'requirements.txt');
const python = join(venv, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));

const pinsOf = (text) => text.split('\n').filter((line) => /^\w/.test(line));
const names = process.argv.slice(isNamed ? 4 : 2);
const pins = pinsOf(readFileSync(join(here, `${env}-requirements.txt`), 'utf8'));
const wanted = names.length === 0 ? pins : pins.filter((pin) => names.includes(pin.split('==')[0]));

const works = (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;
const say = (text) => process.stderr.write(`oracle-venv: ${text}\n`);
const refuse = (text) => {
  say(text);
  process.exit(1);
};

/** A venv with pip in it; Debian's Python has none to give until python3-venv is installed. */
const makeVenv = () => works(process.env.AUDIT_PYTHON ?? 'python3', ['-m', 'venv', '--clear', venv]);

const installPython = () => {
  if (process.getuid?.() !== 0 || process.env.AUDIT_PYTHON !== undefined) return false;
  say('python3 with venv was not found: trying apt-get');
  const apt = (...args) => works('apt-get', ['-qq', '-o', 'Acquire::Retries=1', ...args]);
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'python3', 'python3-venv');
};

const there = existsSync(stamp) && existsSync(python) ? pinsOf(readFileSync(stamp, 'utf8')) : [];
// A pin that changed leaves packages of its old version: then all is made anew.
const have = there.every((pin) => pins.includes(pin)) ? there : [];
const missing = wanted.filter((pin) => !have.includes(pin));
if (missing.length > 0) {
  say(`installing ${missing.join(', ')} for the tests`);
  if (have.length === 0 && !makeVenv() && !(installPython() && makeVenv())) refuse('install Python 3.10 or newer with venv');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '20'];
  if (!works(python, [...pip, ...missing])) refuse('the packages could not be installed; is the Python package index reachable?');
  writeFileSync(stamp, `${[...have, ...missing].join('\n')}\n`);
}
process.stdout.write(`${python}\n`);
