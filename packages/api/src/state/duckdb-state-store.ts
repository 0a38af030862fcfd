import { StateFile, type StateStatement } from '@audit/warehouse';
import { emptyJournal, type JournalEntry, type JournalHead } from './journal-entry.ts';
import type { KeptEntry, StateChange, StateStore, StoredAnswer, StoredDocument } from './state-store.ts';

const tables = [
  'CREATE TABLE IF NOT EXISTS document (kind VARCHAR, id VARCHAR, body VARCHAR NOT NULL, PRIMARY KEY (kind, id))',
  `CREATE TABLE IF NOT EXISTS journal (seq BIGINT PRIMARY KEY, made_at VARCHAR NOT NULL, id VARCHAR NOT NULL, customer VARCHAR NOT NULL, entry VARCHAR NOT NULL,
    detail VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS answer (owner VARCHAR, key VARCHAR, fingerprint VARCHAR NOT NULL, status INTEGER NOT NULL, body VARCHAR NOT NULL,
    made_at BIGINT NOT NULL, PRIMARY KEY (owner, key))`,
];

const keptOf = ([entry, detail]: readonly unknown[]): KeptEntry => ({
  entry: JSON.parse(String(entry)) as JournalEntry,
  detail: typeof detail === 'string' ? detail : null,
});

const documentStatement = ({ kind, id, body }: StoredDocument): StateStatement =>
  body === null
    ? { sql: 'DELETE FROM document WHERE kind = $1 AND id = $2', values: [kind, id] }
    : { sql: 'INSERT OR REPLACE INTO document VALUES ($1, $2, $3)', values: [kind, id, body] };

const entryStatement = ({ entry, detail }: KeptEntry): StateStatement => ({
  sql: 'INSERT INTO journal VALUES ($1, $2, $3, $4, $5, $6)',
  values: [BigInt(entry.seq), entry.at, entry.id, entry.customer, JSON.stringify(entry), detail],
});

const answerStatement = ({ owner, key, fingerprint, status, body, madeAt }: StoredAnswer): StateStatement => ({
  sql: 'INSERT OR REPLACE INTO answer VALUES ($1, $2, $3, $4, $5, $6)',
  values: [owner, key, fingerprint, BigInt(status), body, BigInt(madeAt)],
});

/** The state of the service in a DuckDB file of its own. */
export class DuckDbStateStore implements StateStore {
  readonly #file: StateFile;

  /** @throws StateBusy while another server has it; WriteFailed, EngineFailed */
  static async open(folder: string): Promise<DuckDbStateStore> {
    return new DuckDbStateStore(await StateFile.open(folder, tables));
  }

  private constructor(file: StateFile) {
    this.#file = file;
  }

  async documents(kind: StoredDocument['kind']): Promise<readonly string[]> {
    return (await this.#file.rows('SELECT body FROM document WHERE kind = $1 ORDER BY id', [kind])).map(([body]) => String(body));
  }

  async answer(owner: string, key: string): Promise<StoredAnswer | undefined> {
    const sql = 'SELECT fingerprint, status, body, made_at FROM answer WHERE owner = $1 AND key = $2';
    const [row] = await this.#file.rows(sql, [owner, key]);
    if (row === undefined) return undefined;
    const [fingerprint, status, body, madeAt] = row;
    return { owner, key, fingerprint: String(fingerprint), status: Number(status), body: String(body), madeAt: Number(madeAt) };
  }

  async head(): Promise<JournalHead> {
    const [row] = await this.#file.rows('SELECT entry, detail FROM journal ORDER BY seq DESC LIMIT 1');
    return row === undefined ? emptyJournal : keptOf(row).entry;
  }

  async entriesAfter(seq: number, most: number): Promise<readonly KeptEntry[]> {
    const sql = 'SELECT entry, detail FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2';
    return (await this.#file.rows(sql, [BigInt(seq), BigInt(most)])).map(keptOf);
  }

  async entriesOf(id: string): Promise<readonly KeptEntry[]> {
    return (await this.#file.rows('SELECT entry, detail FROM journal WHERE id = $1 ORDER BY seq', [id])).map(keptOf);
  }

  async entriesOfCustomers(customers: readonly string[], from: string, to: string, most: number): Promise<readonly KeptEntry[]> {
    const sql = `SELECT entry, detail FROM journal WHERE list_contains(string_split($1, chr(31)), customer) AND made_at >= $2 AND made_at < $3
      ORDER BY seq DESC LIMIT $4`;
    return (await this.#file.rows(sql, [customers.join('\u001f'), from, to, BigInt(most)])).map(keptOf);
  }

  async commit({ documents, entries, answer }: StateChange): Promise<void> {
    await this.#file.transact([
      ...documents.map(documentStatement),
      ...entries.map(entryStatement),
      ...(answer === undefined ? [] : [answerStatement(answer)]),
    ]);
  }

  async forgetAnswers(before: number): Promise<void> {
    await this.#file.transact([{ sql: 'DELETE FROM answer WHERE made_at < $1', values: [BigInt(before)] }]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file[Symbol.asyncDispose]();
  }
}
