/**
 * Two clients that others wrote read the simulator: simple-salesforce (PyPI) and jsforce (npm). Each logs in, describes, queries by REST and by
 * Bulk API 2.0; what it got is compared with the truth of the organisation, row by row.
 */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '@audit/salesforce-sim';

const here = dirname(fileURLToPath(import.meta.url));
const accounts = Number(process.env['ACCOUNTS'] ?? 5000);
const page = Number(process.env['PAGE'] ?? 50_000);
const jsforce = 'jsforce@3.10.26';

const python = (): string =>
  execFileSync(process.execPath, [join(here, '../tools/oracle-venv.mjs'), 'simple-salesforce'], { encoding: 'utf8' }).trim();

/** A folder of its own: the client is no dependency of ours. */
const jsforceFolder = (): string => {
  const folder = join(tmpdir(), `audit-${jsforce.replace('@', '-')}`);
  if (existsSync(join(folder, 'node_modules/jsforce'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', jsforce], { cwd: folder, stdio: 'inherit' });
  return folder;
};

interface Told {
  readonly check: string;
  readonly ok?: boolean;
  readonly rows?: number;
  readonly rows_counted?: number;
  readonly sha256?: string;
}

// The simulator lives in this process: a call that blocks would starve it.
const runClient = (command: string, args: readonly string[]): Promise<readonly Told[]> =>
  new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error !== null) console.log(stderr.slice(-3000));
      resolve(stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Told])));
    });
  });

const digest = (rows: readonly Readonly<Record<string, string | null>>[]): Pick<Told, 'rows' | 'sha256'> => {
  const lines = rows.map((row) =>
    JSON.stringify([row['Id'], row['Name'], row['AnnualRevenue'] === null ? null : Number(row['AnnualRevenue']), row['Description'] ?? '']),
  );
  return {
    rows: rows.length,
    sha256: createHash('sha256')
      .update(lines.toSorted((a, b) => (a < b ? -1 : 1)).join('\n'))
      .digest('hex'),
  };
};

const sim = await startSimulator({ seed: 1, accounts, bulkPageRows: page });
await sim.org.change({ object: 'Account', softDelete: Math.ceil(accounts / 50), update: 10, insert: 3 });
const all = await sim.org.truth('Account');
const live = all.filter((row) => row['IsDeleted'] === 'false');
const expected: Readonly<Record<string, Omit<Told, 'check'>>> = {
  count: { rows_counted: live.length },
  query: digest(live),
  queryAll: digest(all),
  'bulk2 query': digest(live),
  'bulk2 queryAll': digest(all),
};
const ready = JSON.stringify({ url: sim.url, credentials: sim.credentials, fields: sim.org.fields('Account'), page });

const report = (client: string, told: readonly Told[], checks: number): void => {
  console.log(`\n${client}: ${told.length} of ${checks} checks ran`);
  for (const { check, ...got } of told) {
    const due = expected[check] ?? { ok: true };
    const same = Object.entries(due).every(([key, value]) => got[key as keyof typeof got] === value);
    if (!same) process.exitCode = 1;
    const rows = got.rows ?? got.rows_counted;
    console.log(
      `${same ? 'OK        ' : 'DIFFERENT '}${check.padEnd(26)}${rows === undefined ? '' : `${rows} rows of ${due.rows ?? due.rows_counted}`}`,
    );
  }
  if (told.length < checks) process.exitCode = 1;
};

console.log(
  `${sim.url}: ${live.length} accounts, ${all.length - live.length} in the recycle bin, ${sim.org.fields('Account').length} fields, bulk pages of ${page}`,
);
report('simple-salesforce', await runClient(python(), [join(here, 'salesforce_clients.py'), ready]), 10);
report('jsforce', await runClient(process.execPath, [join(here, 'salesforce-jsforce.mjs'), ready, jsforceFolder()]), 9);
console.log(`\n${sim.requests.length} requests served`);
await sim.close();
