/**
 * Claim: the simulator is no brake for who reads it. The pages of a bulk result of 200,000 accounts × 30 fields cost its process at most 10 µs of CPU a
 * row, which is 100,000 rows a second on one core; so does making the result.
 *
 * `node bench/salesforce-sim.ts [--accounts 200000]`. CPU is read from /proc: Linux only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printClaim, printTable } from './measure.ts';

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '200000' } } });
const accounts = Number(values.accounts);
const program = fileURLToPath(new URL('../packages/cli/bin/audit.js', import.meta.url));
const child = spawn(process.execPath, [program, 'sim', 'serve', '--accounts', values.accounts, '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(child.stdout, 'data')) as [Buffer];
const { url, credentials } = JSON.parse(line.toString()) as {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
};
const form = {
  grant_type: 'client_credentials',
  client_id: credentials['clientId'] ?? '',
  client_secret: credentials['clientSecret'] ?? '',
};
const login = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
const { access_token: token } = (await login.json()) as { readonly access_token: string };

/** @returns the answer, unpacked only if it was packed */
const ask = (path: string, init: RequestInit = {}, packed = false): Promise<Response> =>
  fetch(`${url}/services/data/v60.0${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'accept-encoding': packed ? 'gzip' : 'identity' },
  });
const json = async <T>(path: string, init?: RequestInit): Promise<T> => (await (await ask(path, init)).json()) as T;

/** CPU seconds of the simulator's process; the kernel counts in hundredths. */
const cpuSeconds = (): number => {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
};
const laps: (readonly [string, number, number])[] = [];
const lap = async (what: string, work: () => Promise<unknown>): Promise<number> => {
  const [cpu, began] = [cpuSeconds(), performance.now()];
  await work();
  const spent = cpuSeconds() - cpu;
  laps.push([what, spent, (performance.now() - began) / 1000]);
  return (spent * 1e6) / accounts;
};

interface Described {
  readonly fields: readonly { readonly name: string; readonly type: string }[];
}

await lap('making the accounts', () => ask('/query?q=SELECT+COUNT()+FROM+Account'));
const { fields } = await json<Described>('/sobjects/Account/describe');
const soql = `SELECT ${fields.flatMap(({ name, type }) => (type === 'address' ? [] : [name])).join(',')} FROM Account`;

const finishJob = async (): Promise<string> => {
  const { id } = await json<{ readonly id: string }>('/jobs/query', {
    method: 'POST',
    body: JSON.stringify({ operation: 'query', query: soql }),
  });
  while ((await json<{ readonly state: string }>(`/jobs/query/${id}`)).state !== 'JobComplete')
    await new Promise((resolve) => setTimeout(resolve, 20));
  return id;
};
let job = '';
const rendering = await lap('making the bulk result', async () => void (job = await finishJob()));

const readPages = async (packed: boolean): Promise<void> => {
  for (let locator: string | null = ''; locator !== 'null';) {
    const page = await ask(`/jobs/query/${job}/results?maxRecords=50000${locator === '' ? '' : `&locator=${locator}`}`, {}, packed);
    locator = page.headers.get('sforce-locator');
    // Read and thrown away: the client is not what is measured.
    await page.body?.pipeTo(new WritableStream());
  }
};
const pages = await lap('bulk pages', () => readPages(false));
await lap('bulk pages, gzip', () => readPages(true));
await lap('REST pages of 2,000', async () => {
  for (let next: string | undefined = `/query?q=${encodeURIComponent(soql)}`; next !== undefined;) {
    const text = await (await ask(next)).text();
    next = /"nextRecordsUrl":"\/services\/data\/v60\.0([^"]+)"/.exec(text.slice(0, 300))?.[1];
  }
});
child.kill('SIGTERM');

printTable(
  ['of the simulator', 'CPU s', 'seconds', 'rows a CPU second'],
  laps.map(([what, cpu, seconds]) => [what, cpu, seconds, Math.round(accounts / cpu)]),
);
printClaim('bulk pages: CPU a row, µs', pages, 10);
printClaim('making the bulk result: CPU a row, µs', rendering, 10);
