import { inputFiles, qualifiedName } from '@audit/contract';
import { contactBatches, customerProfileStandardized, deliveredContacts, profileBatches } from '@audit/contract/profile';
import { type Lake, type Manifest, type Session, tableScan, textLiteral } from '@audit/warehouse';
import { sourcesOfTable } from '../../lineage/table-sources.ts';
import { cellText } from '../../output/cell-sql.ts';
import type { KeptTable } from '../../table-lookup.ts';

interface InputFile {
  readonly path: string;
  readonly sha256: string;
  readonly records: number;
  readonly quarantined: number;
  readonly loaded_at: string;
  readonly run_id: string;
}
/** A table with what it was made from, down to the files. */
export interface TableLineage {
  readonly table: string;
  readonly changed_at: number;
  readonly rows: number;
  /** Stage that made it; null for a table loaded from files, and for one that a run keeps itself. */
  readonly stage: string | null;
  /** Hash of the stage's model, constants and code. */
  readonly code: string | null;
  readonly params: unknown;
  readonly run_id: string | null;
  readonly from: readonly TableLineage[];
  readonly files: readonly InputFile[];
  readonly read_by: readonly string[];
}

/** @param kind what the files feed */
const filesOf = async (session: Session, lake: Lake, manifest: Manifest, kind: string): Promise<readonly InputFile[]> => {
  const scan = tableScan(lake, inputFiles, manifest.tables[qualifiedName(inputFiles)]);
  const loadedAt = cellText('loaded_at', inputFiles.columns.loaded_at, false);
  const rows = await session.evidence(
    `SELECT path, sha256, received, quarantined, run_id, ${loadedAt} AS loaded FROM (${scan}) AS kept WHERE kind = ${textLiteral(kind)} ORDER BY kept.loaded_at, path`,
    Number.MAX_SAFE_INTEGER,
  );
  return rows.map((row) => ({
    path: row['path'] ?? '',
    sha256: row['sha256'] ?? '',
    records: Number(row['received']),
    quarantined: Number(row['quarantined']),
    loaded_at: row['loaded'] ?? '',
    run_id: row['run_id'] ?? '',
  }));
};

/** Deliveries of customer profiles and contacts are written down as batches. */
const batchesOf = async (
  session: Session,
  lake: Lake,
  manifest: Manifest,
  batches: typeof profileBatches | typeof contactBatches,
): Promise<readonly InputFile[]> => {
  const scan = tableScan(lake, batches, manifest.tables[qualifiedName(batches)]);
  const loadedAt = cellText('load_ts', batches.columns.load_ts, false);
  const rows = await session.evidence(
    `SELECT path, digest, received, quarantined, run_id, ${loadedAt} AS loaded FROM (${scan}) AS kept ORDER BY kept.load_ts ASC NULLS FIRST, batch_id ASC NULLS FIRST`,
    Number.MAX_SAFE_INTEGER,
  );
  return rows.map((row) => ({
    path: row['path'] ?? '',
    sha256: row['digest'] ?? '',
    records: Number(row['received']),
    quarantined: Number(row['quarantined']),
    loaded_at: row['loaded'] ?? '',
    run_id: row['run_id'] ?? '',
  }));
};

/** The files a table was loaded from; none for one that is made from others. */
const loadedFrom = async (session: Session, lake: Lake, manifest: Manifest, { name, state }: Looked): Promise<readonly InputFile[]> => {
  if (name === qualifiedName(customerProfileStandardized)) return await batchesOf(session, lake, manifest, profileBatches);
  if (name === qualifiedName(deliveredContacts)) return await batchesOf(session, lake, manifest, contactBatches);
  const isLoaded = name === 'silver_transaction_lines' || state.shape !== undefined;
  return isLoaded ? await filesOf(session, lake, manifest, kindOf(name)) : [];
};

type Looked = Pick<KeptTable, 'name' | 'state'>;

const kindOf = (name: string): string => (name === 'silver_transaction_lines' ? 'transactions' : name);

/** Tables made from this one, in the version looked at. */
const readersOf = (manifest: Manifest, name: string): readonly string[] =>
  Object.keys(manifest.tables)
    .filter((reader) => sourcesOfTable(manifest, reader).includes(name))
    .toSorted();

const runOf = (lake: Lake, version: number): string | null => (lake.versions().includes(version) ? lake.at(version).runId : null);

/**
 * What a table was made from in a version, up to the input files, and what was made from it.
 *
 * @param above tables on the way here: one that is kept up by its own earlier rows is not followed again
 * @param known those looked up already: many tables of gold are made from the same ones
 */
export const tableLineage = async (
  session: Session,
  lake: Lake,
  manifest: Manifest,
  { name, state }: Looked,
  above: ReadonlySet<string> = new Set(),
  known: Map<string, TableLineage> = new Map(),
): Promise<TableLineage> => {
  const before = known.get(name);
  if (before !== undefined) return before;
  const path = new Set([...above, name]);
  const from: TableLineage[] = [];
  for (const source of sourcesOfTable(manifest, name).filter((one) => !path.has(one))) {
    const found = manifest.tables[source];
    if (found !== undefined) from.push(await tableLineage(session, lake, manifest, { name: source, state: found }, path, known));
  }
  const lineage: TableLineage = {
    table: name,
    changed_at: state.changedAt,
    rows: state.rows,
    stage: state.made?.stage ?? null,
    code: state.made?.code ?? null,
    params: state.made === null ? null : (JSON.parse(state.made.params) as unknown),
    run_id: runOf(lake, state.changedAt),
    from,
    files: await loadedFrom(session, lake, manifest, { name, state }),
    read_by: readersOf(manifest, name),
  };
  known.set(name, lineage);
  return lineage;
};
