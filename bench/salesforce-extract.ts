/**
 * Claims: extraction over Bulk API 2.0 of 200,000 accounts × 30 fields downloads at least 100,000 rows/s and makes at least 50,000 rows/s
 * of Parquet, within 400 MB resident, no more for ten times the rows; every fault of the simulator ends with nothing lost and nothing
 * twice, or refused with a checkpoint; an incremental run over 1 % of a million costs at most 8 % of the full one.
 *
 * `node bench/salesforce-extract.ts [--accounts 200000] [--large 0] [--million 1000000] [--faults 20000] [--rounds 3]`; `--large 2000000` takes
 * minutes. The simulator runs in this process, each extraction in one of its own. With SIMPLE_SALESFORCE_PYTHON (a Python that has
 * simple-salesforce) and JSFORCE_FOLDER (a folder with node_modules/jsforce) these clients read the same beside it.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Fault, type Simulator, startSimulator } from '@audit/salesforce-sim';
import { duckDbEngine } from '@audit/warehouse';
import { type Measure, median, medianOf, printClaim, printTable, ratio } from './measure.ts';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '200000' },
    large: { type: 'string', default: '0' },
    million: { type: 'string', default: '1000000' },
    faults: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'audit-bench-salesforce-'));

interface Run extends Measure {
  readonly stderr: string;
}

/** A process beside the simulator, which a call that blocks would starve. */
const run = async (command: string, args: readonly string[], sim: Simulator): Promise<Run> => {
  const report = join(scratch, 'time');
  const env = { ...process.env, SALESFORCE_CLIENT_ID: sim.credentials.clientId, SALESFORCE_CLIENT_SECRET: sim.credentials.clientSecret };
  const started = performance.now();
  const child = spawn('/usr/bin/time', ['-q', '-o', report, '-f', '%U %S %M', command, ...args], { env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exitCode = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const [user = 0, system = 0, kib = 0] = readFileSync(report, 'utf8').trim().split(/\s+/).map(Number);
  return { exitCode, seconds: (performance.now() - started) / 1000, cpuSeconds: user + system, peakMib: kib / 1024, stdout, stderr };
};

const extract = async (sim: Simulator, folder: string, ...args: readonly string[]): Promise<Run> =>
  await run(process.execPath, [join(here, 'salesforce-run.ts'), '--url', sim.url, '--folder', folder, ...args], sim);

interface Figures {
  readonly landed: number;
  readonly rowsPerSecond: number;
  readonly convert: number;
  readonly total: number;
}
const figuresOf = ({ stdout, stderr, exitCode }: Run): Figures => {
  if (exitCode !== 0) throw new Error(`extraction exited ${exitCode}: ${stderr}`);
  return JSON.parse(stdout) as Figures;
};

/** A new, empty folder. */
const fresh = (name: string): string => {
  const folder = join(scratch, name);
  rmSync(folder, { recursive: true, force: true });
  return folder;
};

/** Ids of bronze that are not in the organisation once, and of the organisation that are not in bronze. */
const wrongIds = async (sim: Simulator, folder: string): Promise<number> => {
  const truth = (await sim.org.truth('Account', ['Id'])).map((row) => row['Id']);
  await using engine = duckDbEngine({ tempDirectory: join(scratch, 'temp'), directories: [scratch] });
  await using session = await engine.session();
  const files = readdirSync(join(folder, 'bronze')).map((name) => `'${join(folder, 'bronze', name)}'`);
  const found = (await session.evidence(`SELECT "Id" FROM read_parquet([${files.join(', ')}]) ORDER BY 1`, 1e9)).map((row) => row['Id']);
  const ids = new Set(found);
  return truth.filter((id) => !ids.has(id)).length + (found.length - ids.size) + Math.max(0, ids.size - truth.length);
};

const beside: Readonly<Record<string, (sim: Simulator) => Promise<Run> | undefined>> = {
  'simple-salesforce bulk2': (sim) => peer(process.env['SIMPLE_SALESFORCE_PYTHON'], join(here, 'salesforce_bulk.py'), sim, ''),
  'jsforce bulk2': (sim) => peer(process.execPath, join(here, 'salesforce-jsforce-bulk.mjs'), sim, process.env['JSFORCE_FOLDER']),
};
const peer = (command: string | undefined, script: string, sim: Simulator, folder: string | undefined): Promise<Run> | undefined => {
  if (command === undefined || folder === undefined) return undefined;
  return run(
    command,
    [script, JSON.stringify({ url: sim.url, credentials: sim.credentials, fields: sim.org.fields('Account'), page: 50_000 }), folder],
    sim,
  );
};

const speed = async (accounts: number): Promise<number> => {
  const sim = await startSimulator({ seed: 1, accounts });
  await sim.org.truth('Account', ['Id']);
  const runs: Run[] = [];
  const others: Record<string, Run[]> = {};
  for (let round = 0; round < Number(values.rounds); round++) {
    runs.push(await extract(sim, fresh('speed')));
    for (const [name, start] of Object.entries(beside)) {
      const other = await start(sim);
      if (other !== undefined) (others[name] ??= []).push(other);
    }
  }
  const figures = runs.map(figuresOf);
  const peak = Math.max(...runs.map(({ peakMib }) => peakMib));
  const ours = medianOf(runs);
  console.log(`\n## ${accounts} accounts, ${sim.org.fields('Account').length} fields\n`);
  printTable(
    ['who', 'rows', 'seconds', 'CPU s', 'peak MiB'],
    [
      ['audit, to Parquet', String(figures[0]?.landed), ours.seconds, ours.cpuSeconds, peak],
      ...Object.entries(others).map(([name, all]) => {
        const { seconds, cpuSeconds, peakMib } = medianOf(all);
        return [name, all[0]?.exitCode === 0 ? all[0].stdout.trim() : `exit ${all[0]?.exitCode}`, seconds, cpuSeconds, peakMib];
      }),
    ],
  );
  console.log(`wrong ids: ${await wrongIds(sim, join(scratch, 'speed'))}`);
  printClaim('download, rows/s (100,000 over it)', 100_000 / median(figures.map(({ rowsPerSecond }) => rowsPerSecond)), 1);
  printClaim('to Parquet, rows/s (50,000 over it)', 50_000 / (accounts / median(figures.map(({ convert }) => convert))), 1);
  printClaim('peak resident memory, MB', (peak * 2 ** 20) / 1e6, 400);
  for (const [name, all] of Object.entries(others)) {
    const failed = all.find(({ exitCode }) => exitCode !== 0);
    if (failed !== undefined) {
      console.log(`${name} fails: ${/^\w*Error.*$/m.exec(failed.stderr)?.[0] ?? failed.stderr.slice(-200)}`);
      continue;
    }
    printClaim(`seconds / ${name}`, ratio(runs, all), 1);
    if (name.startsWith('jsforce')) printClaim(`memory / ${name}`, peak / medianOf(all).peakMib, 1);
  }
  await sim.close();
  return peak;
};

const later = { bulk2: /\/results\?.*locator=/, rest: /\/queryAll\/01g/ } as const;
const kinds: Readonly<Record<string, readonly [Omit<Fault, 'on'>, readonly (keyof typeof later)[]]>> = {
  '503': [{ kind: 'status', status: 503 }, ['bulk2', 'rest']],
  '429': [{ kind: 'status', status: 429 }, ['bulk2', 'rest']],
  '401': [{ kind: 'expired-session' }, ['bulk2', 'rest']],
  quota: [{ kind: 'quota' }, ['bulk2', 'rest']],
  cut: [{ kind: 'cut' }, ['bulk2', 'rest']],
  'short body': [{ kind: 'short-body' }, ['bulk2', 'rest']],
  'duplicate page': [{ kind: 'duplicate-page' }, ['bulk2', 'rest']],
  'stripped headers': [{ kind: 'stripped-headers' }, ['bulk2', 'rest']],
  'aborted job': [{ kind: 'aborted-job' }, ['bulk2']],
};

/** Every fault on the second page, once and for good; a refused run is run again without it. */
const faults = async (accounts: number): Promise<void> => {
  const sim = await startSimulator({ seed: 1, accounts, bulkPageRows: 5000 });
  const rows: (readonly string[])[] = [];
  let wrong = 0;
  for (const [name, [fault, apis]] of Object.entries(kinds))
    for (const api of apis)
      for (const times of [1, 1e6]) {
        const folder = fresh('fault');
        const path = fault.kind === 'aborted-job' ? /\/jobs\/query\/750\w+$/ : later[api];
        sim.addFaults([{ ...fault, on: { path, nth: 1, times } }]);
        const first = await extract(sim, folder, '--api', api, '--page-rows', '5000');
        sim.clearFaults();
        const outcome = first.exitCode === 0 ? 'whole' : `exit ${first.exitCode}, then whole`;
        if (![0, 6, 75, 5].includes(first.exitCode)) wrong++;
        if (first.exitCode !== 0) figuresOf(await extract(sim, folder, '--api', api, '--page-rows', '5000'));
        const ids = await wrongIds(sim, folder);
        wrong += ids;
        rows.push([name, api, times === 1 ? 'once' : 'for good', outcome, String(ids)]);
      }
  console.log(`\n## Faults, ${accounts} accounts\n`);
  printTable(['fault', 'over', 'how often', 'outcome', 'lost or extra'], rows);
  printClaim('rows lost or extra over all faults', wrong, 0);
  await sim.close();
};

const incremental = async (accounts: number): Promise<void> => {
  const sim = await startSimulator({ seed: 1, accounts });
  await sim.org.truth('Account', ['Id']);
  const folder = fresh('million');
  const full = await extract(sim, folder);
  await sim.org.advance(3600);
  await sim.org.change({ object: 'Account', update: accounts / 100 });
  await sim.org.advance(3600);
  const part = await extract(sim, folder);
  console.log(`\n## 1 % of ${accounts} accounts changed\n`);
  printTable(
    ['run', 'rows', 'seconds', 'CPU s', 'peak MiB'],
    [full, part].map((one, at) => [
      at === 0 ? 'full' : 'incremental',
      String(figuresOf(one).landed),
      figuresOf(one).total,
      one.cpuSeconds,
      one.peakMib,
    ]),
  );
  printClaim('incremental / full, seconds without the start of the process', figuresOf(part).total / figuresOf(full).total, 0.08);
  printClaim('peak resident memory, MB', (Math.max(full.peakMib, part.peakMib) * 2 ** 20) / 1e6, 400);
  await sim.close();
};

try {
  const small = Number(values.accounts) > 0 ? await speed(Number(values.accounts)) : Number.NaN;
  if (Number(values.faults) > 0) await faults(Number(values.faults));
  if (Number(values.million) > 0) await incremental(Number(values.million));
  if (Number(values.large) > 0) printClaim('memory, large / small', (await speed(Number(values.large))) / small, 1.15);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
