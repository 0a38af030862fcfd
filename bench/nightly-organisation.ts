/**
 * Claim: a night after 1 % of a simulated organisation changed costs at most 20 % of the first one, all stages before gold together. Extract over HTTP,
 * transform, link; CPU seconds of the process of `audit run`, the simulator runs in another.
 *
 *   node bench/nightly-organisation.ts [--accounts 20000] [--share 0.01] [--refresh-days 0]
 *
 * Without a refresh of calculated fields 1 % of the rows change; with one every account and contract does, as their formulas follow the calendar.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startSimulator } from '@audit/salesforce-sim';
import { printClaim, printTable } from './measure.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '20000' },
    share: { type: 'string', default: '0.01' },
    'refresh-days': { type: 'string', default: '0' },
  },
});
const accounts = Number(values.accounts);
const share = Number(values.share);
const bin = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages', 'cli', 'bin', 'audit.js');
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-organisation-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const sim = await startSimulator({ seed: 7, accounts, clock: '2026-10-01T04:00:00Z' });
mkdirSync(join(folder, 'configs', 'pipelines'), { recursive: true });
writeFileSync(
  join(folder, 'audit.config.json'),
  JSON.stringify({
    log_level: 'error',
    salesforce: {
      login_url: sim.url,
      quota_run_percent: 100,
      quota_total_percent: 100,
      refresh_days: Number(values['refresh-days']),
    },
  }),
);
writeFileSync(
  join(folder, 'configs', 'pipelines', 'nightly.json'),
  JSON.stringify({ version: 1, steps: { extract: {}, transform: {}, link: {} } }),
);

interface Night {
  readonly cpu: number;
  readonly steps: readonly { readonly step: string; readonly seconds: number }[];
}

const night = async (): Promise<Night> => {
  const report = join(folder, 'time');
  const env = {
    ...process.env,
    AUDIT_CLOCK: sim.org.clock,
    SALESFORCE_CLIENT_ID: sim.credentials.clientId,
    SALESFORCE_USERNAME: sim.credentials.username,
    SALESFORCE_PRIVATE_KEY: sim.credentials.privateKeyPem,
  };
  const child = spawn('/usr/bin/time', ['-q', '-o', report, '-f', '%U %S', process.execPath, bin, 'run', '--json'], { cwd: folder, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number>((settle) => child.on('close', (status) => settle(status ?? -1)));
  if (code !== 0 && code !== 4) throw new Error(`audit run exited ${code}: ${stderr}`);
  const [user = 0, system = 0] = readFileSync(report, 'utf8').trim().split(/\s+/).map(Number);
  return { cpu: user + system, steps: (JSON.parse(stdout) as { readonly steps: Night['steps'] }).steps };
};

/** Rows an account has of each object, about; of usage, of many accounts fewer days are kept. */
const rowsEach = {
  Account: 1,
  Contact: 2,
  Opportunity: 2,
  Contract: 0.8,
  Order: 1.5,
  Asset: 2,
  Case: 2,
  Task: 4,
  Event: 1,
  Invoice: 6,
  Payment: 6,
  Usage__c: 3 * Math.max(7, Math.min(90, Math.floor(500_000 / accounts))),
};

const first = await night();
for (const [object, each] of Object.entries(rowsEach))
  await sim.org.change({ object, update: Math.max(1, Math.round(accounts * each * share)) });
await sim.org.advance(86_400);
const second = await night();
await sim.org.advance(86_400);
const idle = await night();
await sim.close();

const secondsOf = ({ steps }: Night, name: string): string => steps.find(({ step }) => step === name)?.seconds.toFixed(1) ?? '';
printTable(
  ['night', 'CPU-s', 'of the first', 'extract s', 'transform s', 'link s'],
  [
    ['first', first],
    [`${share * 100} % changed`, second],
    ['nothing new', idle],
  ].map(([name, one]) => {
    const it = one as Night;
    return [name as string, it.cpu, it.cpu / first.cpu, secondsOf(it, 'extract'), secondsOf(it, 'transform'), secondsOf(it, 'link')];
  }),
);
printClaim(`share of the first night's CPU seconds, ${accounts} accounts`, second.cpu / first.cpu, 0.2);
