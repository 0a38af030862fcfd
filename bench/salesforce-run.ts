/**
 * One extraction of a simulated organisation as a process of its own, for bench/salesforce-extract.ts to measure: figures as JSON.
 * The state (cursors, bronze) lies in the folder given, and moves on with each run.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Micros, Secret } from '@audit/contract';
import { extractSalesforce, SalesforceClient } from '@audit/medallion';
import { duckDbEngine } from '@audit/warehouse';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: '' },
    folder: { type: 'string', default: '' },
    object: { type: 'string', default: 'Account' },
    api: { type: 'string', default: 'bulk2' },
    memory: { type: 'string', default: '128MB' },
    threads: { type: 'string', default: '2' },
    'page-rows': { type: 'string', default: '50000' },
  },
});
const { folder, object } = values;
const table = object.toLowerCase();
const [stage, bronze, cursors] = [join(folder, 'stage'), join(folder, 'bronze'), join(folder, 'cursors.json')];
for (const one of [stage, bronze]) mkdirSync(one, { recursive: true });

const credentials = {
  kind: 'client-credentials',
  clientId: process.env['SALESFORCE_CLIENT_ID'] ?? '',
  clientSecret: new Secret(process.env['SALESFORCE_CLIENT_SECRET'] ?? ''),
} as const;
using client = new SalesforceClient({ credentials, login: new URL(values.url), shares: { run: 1, total: 1 } });
await using engine = duckDbEngine({
  tempDirectory: join(folder, 'temp'),
  directories: [folder],
  memoryLimit: values.memory,
  threads: Number(values.threads),
});
const started = performance.now();
let lastPage = started;
let firstPage: { readonly at: number; readonly rows: number } | undefined;
let rowsSoFar = 0;
try {
  const landed = await extractSalesforce(client, engine, {
    objects: [object],
    folder: stage,
    clock: (BigInt(Date.now()) * 1000n) as Micros,
    runId: 'bench',
    settings: { api: values.api as 'bulk2', pageRows: Number(values['page-rows']) },
    watermarks: existsSync(cursors) ? (JSON.parse(readFileSync(cursors, 'utf8')) as Record<string, unknown>) : {},
    bronzeFiles: () => readdirSync(bronze).map((name) => join(bronze, name)),
    onProgress: ({ rows }) => {
      if (rows === 0) return;
      [lastPage, rowsSoFar] = [performance.now(), rows];
      // The first page is made while the job waits: from it on the way alone counts.
      firstPage ??= { at: lastPage, rows };
    },
  });
  const ended = performance.now();
  const [one] = landed;
  if (one === undefined) throw new Error('nothing was extracted');
  for (const { path } of one.files) renameSync(path, join(bronze, `${table}-${Date.now()}-${basename(path)}`));
  writeFileSync(cursors, JSON.stringify({ [`salesforce.${object}`]: one.watermark }));
  rmSync(stage, { recursive: true });
  const { metrics } = one;
  const rowsPerSecond = firstPage === undefined ? 0 : (1000 * (rowsSoFar - firstPage.rows)) / (lastPage - firstPage.at);
  const figures = { rowsPerSecond, convert: (ended - lastPage) / 1000, total: (ended - started) / 1000 };
  console.log(JSON.stringify({ ...metrics, ...figures }));
} catch (error) {
  if (!(error instanceof Error) || !('exitCode' in error)) throw error;
  console.error(error.message);
  process.exitCode = Number(error.exitCode);
}
