import { inputFiles, qualifiedName, transactionLines } from '@audit/contract';
import { type Engine, hashSource, type InputSource, type Lake, type Manifest, tableScan, type TableState } from '@audit/warehouse';

/** What a run would do with an input. */
export interface PlannedInput {
  readonly input: string;
  readonly what: 'load' | 'skip' | 'replace' | 'refuse';
  readonly why: string;
}

interface Known {
  readonly path: string | null;
  readonly sha256: string | null;
}

/** Transactions that were loaded before. */
export const loadedBefore = async (engine: Engine, lake: Lake, head: Manifest): Promise<readonly Known[]> => {
  const state = head.tables[qualifiedName(inputFiles)];
  if (state === undefined) return [];
  await using session = await engine.session();
  const rows = await session.evidence(
    `SELECT path, sha256 FROM (${tableScan(lake, inputFiles, state)}) AS kept WHERE kind = 'transactions'`,
    Number.MAX_SAFE_INTEGER,
  );
  return rows.map((row) => ({ path: row['path'] ?? null, sha256: row['sha256'] ?? null }));
};

/** What a run would do with an input. @param whenChanged what a path is that was loaded before with other content */
export const planInput = async (
  source: InputSource,
  known: readonly Known[],
  whenChanged: 'append' | 'replace' | undefined,
): Promise<PlannedInput> => {
  const input = source.label;
  if (source.path === null) return { input, what: 'load', why: 'a stream: what it holds is known only once it is read' };
  const { sha256 } = await hashSource(source);
  if (known.some((file) => file.sha256 === sha256)) return { input, what: 'skip', why: 'its content is in the lake already' };
  if (!known.some((file) => file.path === input)) return { input, what: 'load', why: 'new' };
  if (whenChanged === 'append') return { input, what: 'load', why: 'other content than before, --append' };
  if (whenChanged === 'replace') return { input, what: 'replace', why: 'other content than before, --replace' };
  return { input, what: 'refuse', why: 'other content than before: say --append or --replace' };
};

/** The head's tables as they would be after landing: whatever is loaded changes the lines. */
export const tablesAfter = (head: Manifest, inputs: readonly PlannedInput[]): Readonly<Record<string, TableState>> => {
  const name = qualifiedName(transactionLines);
  const lines = head.tables[name];
  if (lines === undefined || inputs.every(({ what }) => what === 'skip')) return head.tables;
  const version = head.version + 1;
  return { ...head.tables, [name]: { ...lines, changedAt: version, changes: [...lines.changes, { version, removed: null, added: [] }] } };
};
