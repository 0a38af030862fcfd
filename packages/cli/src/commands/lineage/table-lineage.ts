import { inputFiles, qualifiedName } from '@audit/contract';
import { type Lake, type Manifest, type Session, tableScan, textLiteral } from '@audit/warehouse';
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
  /** Stage that made it; null for a table loaded from files. */
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

const kindOf = (name: string): string => (name === 'silver_transaction_lines' ? 'transactions' : name);

/** Tables made from this one, in the version looked at. */
const readersOf = (manifest: Manifest, name: string): readonly string[] =>
  Object.entries(manifest.tables)
    .filter(([, state]) => Object.values(state.made?.tables ?? {}).includes(name))
    .map(([reader]) => reader)
    .toSorted();

const runOf = (lake: Lake, version: number): string | null => (lake.versions().includes(version) ? lake.at(version).runId : null);

/** What a table was made from in a version, up to the input files, and what was made from it. */
export const tableLineage = async (
  session: Session,
  lake: Lake,
  manifest: Manifest,
  { name, state }: Pick<KeptTable, 'name' | 'state'>,
): Promise<TableLineage> => {
  const sources = Object.values(state.made?.tables ?? {});
  const from: TableLineage[] = [];
  for (const source of sources) {
    const found = manifest.tables[source];
    if (found !== undefined) from.push(await tableLineage(session, lake, manifest, { name: source, state: found }));
  }
  return {
    table: name,
    changed_at: state.changedAt,
    rows: state.rows,
    stage: state.made?.stage ?? null,
    code: state.made?.code ?? null,
    params: state.made === null ? null : (JSON.parse(state.made.params) as unknown),
    run_id: runOf(lake, state.changedAt),
    from,
    files: name === 'silver_transaction_lines' || state.shape !== undefined ? await filesOf(session, lake, manifest, kindOf(name)) : [],
    read_by: readersOf(manifest, name),
  };
};
