// `npm test`: every gate, then the tests. The last line is always `N passed, N failed`, with `, N skipped` where any were.
// `--gates` leaves the tests out (`npm run check`); other arguments go to vitest, and then the gates are left out.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const inCi = !['', 'false', undefined].includes(process.env.CI);
const budgetMs = (process.env.AUDIT_TEST_DEEP === '1' ? 8 * 60 : 10) * 60_000;
const startedAt = performance.now();

const gates = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings', '--format=unix'] },
  { name: 'imports', command: ['depcruise', '--config', '.dependency-cruiser.js', 'packages', 'tools', 'bench'] },
  { name: 'unused', command: ['knip'] },
  { name: 'format', command: ['oxfmt', '--check', '.'] },
];

/** Runs a command in a process group of its own, so that what is left at the end of the time budget can be ended as one. */
const run = ([command, ...args], { quiet, env = {} }) =>
  new Promise((settle) => {
    const child = spawn(join(bin, command), args, {
      cwd: root,
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
      stdio: ['ignore', quiet ? 'pipe' : 2, quiet ? 'pipe' : 2],
      env: {
        ...process.env,
        ...(quiet ? { NO_COLOR: '1', FORCE_COLOR: undefined } : {}),
        PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
        ...env,
      },
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    let overtime = false;
    const timer = setTimeout(
      () => {
        overtime = true;
        const { pid } = child;
        if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
      },
      Math.max(1_000, budgetMs - (performance.now() - startedAt)),
    );
    const finish = (ok, note) => {
      clearTimeout(timer);
      settle({ ok, output: `${Buffer.concat(output).toString()}${note}` });
    };
    child.on('error', (error) => finish(false, `${error.message}\nRun \`npm run setup\` first.`));
    child.on('close', (code) =>
      finish(code === 0 && !overtime, overtime ? `\nended: over the budget of ${budgetMs / 60_000} minutes` : ''),
    );
  });

const say = (text) => process.stderr.write(`${text}\n`);

const passes = async ({ name, command }) => {
  const from = performance.now();
  const { ok, output } = await run(command, { quiet: true });
  say(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(8)} ${command.join(' ')} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  if (!ok) say(output.trim());
  return ok;
};

const runGates = async () => {
  // The types first: others read what the compiler writes.
  const [types, ...others] = gates;
  const outcomes = [await passes(types), ...(await Promise.all(others.map(passes)))];
  const failed = outcomes.filter((ok) => !ok).length;
  return { passed: gates.length - failed, failed, skipped: 0 };
};

/** Counts of a vitest JSON report; a file that could not be loaded counts as one failure. */
const countTests = (report, ok) => {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + unloaded + (inCi ? skipped : 0);
  if (inCi && skipped > 0) say(`FAIL ${skipped} tests were skipped; in CI a skipped test is a failed one`);
  // Errors outside of any test make vitest fail without a failed test.
  return { passed: report.numPassedTests, failed: failed === 0 && !ok ? 1 : failed, skipped: inCi ? 0 : skipped };
};

/** Where the Python of other implementations is; without it the tests that ask them are skipped, and a skip is shown. */
const oracleEnv = () => {
  if (process.env.AUDIT_ORACLE_PYTHON !== undefined) return {};
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'tools', 'oracle-venv.mjs'), 'deltalake', 'pyarrow'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
    timeout: 180_000,
  });
  if (status === 0) return { AUDIT_ORACLE_PYTHON: stdout.trim() };
  say('SKIP tests that ask deltalake: there is no Python environment for it (see above)');
  return {};
};

/** Whether a test that needs such a thing is among those asked for; its name says so. */
const wants = (thing, args) => {
  const paths = args.filter((arg) => arg.includes('/')).map((arg) => arg.replace(/^\.\//, ''));
  const ends = [`.${thing}.test.ts`, ...(process.env.AUDIT_TEST_DEEP === '1' ? [`.${thing}.deep.test.ts`] : [])];
  const tests = readdirSync(join(root, 'packages'), { recursive: true }).filter((name) => ends.some((end) => name.endsWith(end)));
  return tests.some((name) => paths.length === 0 || paths.some((path) => join(root, 'packages', name).includes(path)));
};

/** The browser of the tests of the dashboard; without one they are skipped, and a skip is shown. */
const browserEnv = async (args) => {
  if (process.env.AUDIT_TEST_CHROMIUM !== undefined || !wants('browser', args)) return {};
  const finder = spawn(process.execPath, [join(root, 'tools', 'chromium.mjs')], { stdio: ['ignore', 'pipe', 2] });
  let path = '';
  finder.stdout.on('data', (text) => (path += text));
  const code = await new Promise((settle) => finder.on('close', settle));
  if (code === 0) return { AUDIT_TEST_CHROMIUM: path.trim() };
  say('SKIP tests of the dashboard in a browser: there is none (see above)');
  return {};
};

/** Tests that cost most take turns in whole runs: a sixth of them each; named ones, and all in the deep suite, run always. */
const turnEnv = (args) => {
  if (args.length > 0 || process.env.AUDIT_TEST_DEEP === '1') return {};
  const turn = process.env.AUDIT_TEST_TURN ?? String(Math.floor(Date.now() / 1000) % 6);
  say(`the costliest tests take turns: AUDIT_TEST_TURN=${turn} of 0 to 5`);
  return { AUDIT_TEST_TURN: turn };
};

/** One server for all tests of a run, each of which makes its own database; gone when `stop` is called, or we are. */
const postgresServer = async (args) => {
  if (process.env.AUDIT_TEST_POSTGRES !== undefined || !wants('postgres', args)) return { env: {}, stop: async () => undefined };
  const server = spawn(process.execPath, [join(root, 'tools', 'postgres.mjs')], { stdio: ['pipe', 'pipe', 2] });
  const gone = new Promise((settle) => server.on('close', () => settle(undefined)));
  const url = await Promise.race([new Promise((settle) => server.stdout.once('data', (line) => settle(String(line).trim()))), gone]);
  if (url === undefined) say('SKIP tests that ask PostgreSQL: there is no server for them (see above)');
  const stop = async () => {
    server.stdin.end();
    await gone;
  };
  return { env: url === undefined ? {} : { AUDIT_TEST_POSTGRES: url }, stop };
};

/** @param browser being looked for: both may have to be installed, and only one at a time can be */
const runTests = async (args, browser) => {
  const browserFound = await browser;
  const postgres = await postgresServer(args);
  const env = { ...oracleEnv(), ...browserFound, ...postgres.env, ...turnEnv(args) };
  const folder = mkdtempSync(join(tmpdir(), 'audit-tests-'));
  const file = join(folder, 'report.json');
  try {
    const { ok } = await run(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], {
      quiet: false,
      env,
    });
    return countTests(JSON.parse(readFileSync(file, 'utf8')), ok);
  } catch (error) {
    say(`FAIL tests: no report was written (${error.message})`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const args = process.argv.slice(2);
const gatesOnly = args.includes('--gates');
const browser = gatesOnly ? {} : browserEnv(args);
const parts = [...(gatesOnly || args.length === 0 ? [await runGates()] : []), ...(gatesOnly ? [] : [await runTests(args, browser)])];
const total = (key) => parts.reduce((sum, part) => sum + part[key], 0);
const skipped = total('skipped');
process.stdout.write(`${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = total('failed') === 0 ? 0 : 1;
