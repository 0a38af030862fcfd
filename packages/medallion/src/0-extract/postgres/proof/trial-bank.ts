import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';

/** The server of the test run (tools/test.mjs starts it); undefined where there is none, and tests that need it are skipped, visibly. */
export const trialServer = process.env['AUDIT_TEST_POSTGRES'];

const fixture = (path: string): string => readFileSync(new URL(`../../../../../../${path}`, import.meta.url), 'utf8');

/** The bank of fixtures/opdb with the generated view on top, as one script. */
const bankScript = (): string =>
  [
    'fixtures/opdb/schema.sql',
    'fixtures/opdb/data.sql',
    'fixtures/opdb/customer-profile-mapped.sql',
    'docs/upstream/customer-profile-view.sql',
  ]
    .map(fixture)
    .join('\n');

/** A database of its own on the server of the test run. */
export interface TrialBank extends AsyncDisposable {
  readonly url: string;
  /** Runs SQL as its owner, in a session of its own; rows of the last statement, as text. */
  sql(text: string): Promise<readonly (readonly (string | null)[])[]>;
}

const run = async (url: string, text: string): Promise<readonly (readonly (string | null)[])[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const results = await client.query<(string | null)[]>({ text, rowMode: 'array', types: { getTypeParser: () => String } });
    return (Array.isArray(results) ? (results as (typeof results)[]) : [results]).at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
};

/** @param server URL of the server */
export const openTrialBank = async (server: string): Promise<TrialBank> => {
  const name = `bank_${randomBytes(6).toString('hex')}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  await run(server, `CREATE DATABASE ${name}`);
  await run(url, bankScript());
  return {
    url,
    sql: (text) => run(url, text),
    [Symbol.asyncDispose]: async () => void (await run(server, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
};
