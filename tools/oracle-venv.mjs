// Makes the Python environment of the deep tests in .venv-oracle (git-ignored) and prints the path of its interpreter.
// Quick when nothing changed. Needs Python 3.10 or newer (AUDIT_PYTHON names another than python3).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const venv = join(dirname(here), '.venv-oracle');
const requirements = join(here, 'oracle-requirements.txt');
const stamp = join(venv, 'requirements.txt');
const python = join(venv, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));

const step = (command, args, remedy) => {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write(
    `oracle-venv: ${[command, ...args].join(' ')} failed${error === undefined ? '' : ` (${error.message})`}; ${remedy}\n`,
  );
  process.exit(1);
};

const wanted = readFileSync(requirements, 'utf8');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stderr.write('oracle-venv: installing Python packages for the deep tests (about 750 MB)\n');
  step(process.env.AUDIT_PYTHON ?? 'python3', ['-m', 'venv', '--clear', venv], 'install Python 3.10 or newer with venv');
  step(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    'is the Python package index reachable?',
  );
  writeFileSync(stamp, wanted);
}
process.stdout.write(`${python}\n`);
