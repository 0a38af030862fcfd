// `npm run test:deep [-- --n CASES] [--seed SEED] [files...]`: laws, simulations and drills at full length, and what needs Python.
// Takes an hour or so; prints the seed first, so that a failure can be run again.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { n: { type: 'string' }, seed: { type: 'string' } } });
const seed = values.seed ?? String(Date.now() % 1_000_000_007);

const python = (...args) => {
  const made = spawnSync(process.execPath, [join(here, 'oracle-venv.mjs'), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
  if (made.status !== 0) process.exit(1);
  return made.stdout.trim();
};
const oracle = python();
const schedulers = python('--env', 'schedule');

process.stderr.write(`test:deep: --seed ${seed}${values.n === undefined ? '' : ` --n ${values.n}`}\n`);
const { status } = spawnSync(
  process.execPath,
  [join(here, 'test.mjs'), ...(positionals.length === 0 ? ['packages', 'tools'] : positionals)],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      AUDIT_TEST_DEEP: '1',
      AUDIT_TEST_SEED: seed,
      AUDIT_ORACLE_PYTHON: oracle,
      AUDIT_SCHEDULE_PYTHON: schedulers,
      ...(values.n === undefined ? {} : { AUDIT_TEST_N: values.n }),
    },
  },
);
process.exitCode = status ?? 1;
