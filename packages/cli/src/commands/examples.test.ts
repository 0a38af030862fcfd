import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { makeKey, writeKeys } from '@audit/api';
import { type Simulator, startSimulator } from '@audit/salesforce-sim';
import { shippedCatalogs } from '@audit/scd2-profile';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import { writeAccounts } from './link/linked-files.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-examples-'));
const fixture = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const line = { order_id: 'O1', customer_id: 'a', event_ts: '2025-01-01T00:00:00Z', line_total: 3 };

/** Help texts of all commands, by the words that ask for them. */
const askHelps = async (): Promise<ReadonlyMap<string, string>> => {
  const { bareProgram } = await import('../bare-program.fixture.ts');
  const words = (command: Command, path: string): readonly string[] => [
    path,
    ...command.commands.flatMap((sub) => words(sub, `${path} ${sub.name()}`.trim())),
  ];
  const texts = new Map<string, string>();
  for (const path of words(bareProgram(cwd), '').slice(1))
    texts.set(path, (await auditHere([...path.split(' '), '--help'], { cwd })).stdout);
  return texts;
};

let asked: Promise<ReadonlyMap<string, string>> | undefined;
const helps = (): Promise<ReadonlyMap<string, string>> => (asked ??= askHelps());

const examplesIn = (help: string): readonly string[] => [...help.matchAll(/^ {2}\$ (.+)$/gm)].map((match) => match[1] ?? '');

/** Variables of a simulated organisation, for the examples that ask one. */
let organisation: Readonly<Record<string, string>> = {};
let simulator: Simulator | undefined;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 1, accounts: 5, threads: 1 });
  const { clientId, clientSecret } = simulator.credentials;
  organisation = { SALESFORCE_CLIENT_ID: clientId, SALESFORCE_CLIENT_SECRET: clientSecret, SALESFORCE_LOGIN_URL: simulator.url };
  cpSync(fixture('../../templates/project'), cwd, { recursive: true });
  writeFileSync(join(cwd, 'transactions.json'), JSON.stringify([line]));
  writeFileSync(join(cwd, 'transactions.ndjson'), JSON.stringify({ ...line, order_id: 'O2' }));
  writeFileSync(join(cwd, 'lines-1.csv.gz'), gzipSync('order_id,customer_id,event_ts,line_total\nO3,b,2025-02-01,4\n'));
  writeFileSync(join(cwd, 'customers.json'), JSON.stringify([{ customer_id: 'a', acquisition_ts: '2024-01-01' }]));
  writeFileSync(join(cwd, 'customers.csv'), 'customer_id,acquisition_ts\nb,2024-01-01\n');
  const { vectors } = JSON.parse(readFileSync(fixture('../../../../fixtures/profile/vectors.json'), 'utf8')) as {
    readonly vectors: readonly unknown[];
  };
  writeFileSync(join(cwd, 'cases.json'), JSON.stringify({ vectors: vectors.slice(0, 2) }));
  for (const name of ['catalogs', 'catalogs-2025']) cpSync(shippedCatalogs, join(cwd, name), { recursive: true });
  writeFileSync(join(cwd, 'faults.json'), JSON.stringify([{ on: { path: '/results', nth: 2 }, kind: 'cut' }]));
  cpSync(fixture('../../../../fixtures/fx/company-rates.csv'), join(cwd, 'company-rates.csv'));
  cpSync(fixture('../../../../fixtures/replay/mart'), join(cwd, 'cases/mart'), { recursive: true });
  writeAccounts(cwd);
  writeFileSync(
    join(cwd, 'rule-cases.json'),
    JSON.stringify([{ name: 'late', facts: { days_overdue: 16, churn_risk: 1 }, expect: { R001: 'not_fired' } }]),
  );
  writeFileSync(join(cwd, 'new-rule.json'), JSON.stringify({ rules: { R003: { when: { gt: ['days_overdue', 20] } } } }));
  writeFileSync(join(cwd, 'new-weights.json'), JSON.stringify({ scores: { scores: { health: { least_coverage: 0.6 } } } }));
  writeFileSync(join(cwd, 'truth.csv'), 'account_id,entity_id\nA1,nordwind\nA2,nordwind\nA3,nordwind\nB1,delta\n');
  mkdirSync(join(cwd, 'bin'));
  writeFileSync(join(cwd, 'bin/audit'), `#!/bin/sh\nexec "${process.execPath}" "${fixture('../../bin/audit.js')}" "$@"\n`);
  chmodSync(join(cwd, 'bin/audit'), 0o755);
  const order = { name: 'example', scopes: ['read'], role: null, createdAt: '2026-01-01T00:00:00Z', expiresAt: null } as const;
  writeKeys(join(cwd, 'data.keys.json'), [{ ...makeKey(order).key, id: '0123456789ab' }]);
  // A lake with versions 1 and 2 to look into.
  await auditHere(['build-mart', 'input/transactions.csv', '--quiet'], { cwd });
  await auditHere(['build-mart', 'transactions.json', '--quiet'], { cwd });
});

/** Answers as an API does whose actions are all done: `serve-actions.test.ts` asks a real one. */
const api = createServer((_, response) => response.end(JSON.stringify({ items: [], history: [], deliveries: [], error: null })));
beforeAll(async () => {
  await once(api.listen(0, '127.0.0.1'), 'listening');
});

afterAll(async () => {
  api.close();
  await simulator?.close();
});

test('every command shows one to four examples, each of itself', async () => {
  const wrong = [...(await helps())].filter(([path, help]) => {
    const examples = examplesIn(help);
    return examples.length < 1 || examples.length > 4 || examples.some((example) => !example.includes(`audit ${path}`));
  });
  expect(wrong.map(([path]) => path)).toEqual([]);
});

test('no option has two defaults', async () => {
  const twice = [...(await helps())].filter(([, help]) => /\(default:[^()]*\) \(default:/.test(help.replaceAll(/\s+/g, ' ')));
  expect(twice.map(([path]) => path)).toEqual([]);
});

/** Examples with pipes, redirections or variables need a shell and a process; the others run here. */
const needsShell = (example: string): boolean => /[<>|]|^\w+=/.test(example);

const inShell = (example: string): string => {
  const env = { PATH: `${join(cwd, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`, HOME: cwd };
  try {
    execFileSync('bash', ['-c', example], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return 'fine';
  } catch (error) {
    return (error as { readonly stderr: string }).stderr;
  }
};

/** Commands that serve until they are told to stop. */
const serves = (example: string): boolean => /^audit (?:sim )?serve/.test(example);

/** Told to stop as soon as it is ready, it ends well. */
const untilReady = (example: string): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [fixture('../../bin/audit.js'), ...example.split(' ').slice(1)], {
      cwd,
      // The usual port may be taken.
      env: { ...process.env, AUDIT_SERVE_PORT: '0' },
    });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    child.stdout.once('data', () => child.kill('SIGTERM'));
    child.on('exit', (code) => resolve(code === 0 ? 'fine' : `exit ${code}: ${errors}`));
  });

const inProcess = async (example: string): Promise<string> => {
  const words = [...example.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const asksApi = words[1] === 'actions' ? { AUDIT_API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}` } : {};
  const env = { ...asksApi, ...(example.includes('--source salesforce') ? organisation : {}) };
  const { code, stderr } = await auditHere(words.slice(1), { cwd, env });
  return code === 0 ? 'fine' : stderr;
};

test('every example runs as it is printed', async () => {
  // Written to the user's own folders, or read by a shell this machine need not have; the demonstration has a test of its own.
  const examples = [...(await helps()).values()]
    .flatMap(examplesIn)
    .filter((example) => !/completion (?:bash|zsh|fish)|demo salesforce/.test(example));
  const failed: (readonly [string, string])[] = [];
  for (const example of new Set(examples)) {
    const result = serves(example) ? await untilReady(example) : needsShell(example) ? inShell(example) : await inProcess(example);
    if (result !== 'fine') failed.push([example, result]);
  }
  expect(failed).toEqual([]);
}, 300_000);
