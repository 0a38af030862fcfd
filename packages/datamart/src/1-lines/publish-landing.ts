import {
  type ColumnType,
  FileRefused,
  inputFiles,
  instantOf,
  qualifiedName,
  quarantine,
  quote,
  type Row,
  type Table,
  transactionLines,
} from '@audit/contract';
import { appendSource, bindTable, type FileRef, type Session, type TableState, textLiteral, noRows } from '@audit/warehouse';
import type { Inputs } from './inputs.ts';
import type { LandingPlace } from './landing.ts';
import type { NewLines } from './new-lines.ts';
import { refusedFileRow } from './refused-rows.ts';
import type { SetFindings } from './set-rules.ts';

/** Rows of new lines that are left out after all, by file and reason. */
export interface LeftOut {
  readonly sourceId: string;
  /** Reason code; null for a dropped duplicate. */
  readonly code: string | null;
  readonly rows: number;
}
export interface Published {
  readonly sources: Readonly<Record<string, TableState>>;
  readonly leftOut: readonly LeftOut[];
  /** Rows in the adopted files of new lines. */
  readonly added: number;
  /** Earlier lines taken out, by reason code; `REPLACED` for those of replaced files. */
  readonly withdrawn: Readonly<Record<string, number>>;
}

/** Writes what a landing kept, refused and withdrew, and gives the new states of the three tables; nothing is published yet. */
export const publishLanding = async (
  session: Session,
  place: LandingPlace,
  inputs: Inputs,
  lines: NewLines,
  findings: SetFindings,
): Promise<Published> => {
  const before = place.parent.tables;
  const state = async (table: Table, added: readonly FileRef[], withdrawn: string | undefined): Promise<TableState> => {
    const was = before[qualifiedName(table)];
    const next = await appendSource(session, place, table, was, { added, ...(withdrawn === undefined ? {} : { withdrawn }) });
    return next ?? noRows(table, place.version);
  };
  const leftOut = await leaveOut(session, findings);
  const withdrawn = await bindWithdrawn(session, place, inputs, findings);
  await bindQuarantine(session, place, inputs, findings);
  const quarantined = await stage(session, place, quarantine, 'new_quarantine');
  const files = await lines.adopt(leftOut.length === 0 ? undefined : 'left_out');
  const loaded = await bindInputFiles(session, place, inputs, leftOut);
  const outdated = [...inputs.replaced, ...inputs.moved].map((file) => textLiteral(file.source_id)).join(', ');
  const outdatedFiles = outdated === '' ? undefined : `SELECT * FROM lake_files WHERE source_id IN (${outdated})`;
  return {
    sources: {
      [qualifiedName(transactionLines)]: await state(
        transactionLines,
        files,
        Object.keys(withdrawn).length === 0 ? undefined : 'SELECT * FROM withdrawn_lines',
      ),
      [qualifiedName(quarantine)]: await state(quarantine, quarantined, undefined),
      [qualifiedName(inputFiles)]: await state(inputFiles, loaded, outdatedFiles),
    },
    leftOut,
    added: files.reduce((sum, file) => sum + file.rows, 0),
    withdrawn,
  };
};

/** Binds `left_out`: (source_id, record) of new lines that are refused as a set, or dropped. */
const leaveOut = async (session: Session, { refused, dropped }: SetFindings): Promise<readonly LeftOut[]> => {
  const parts = [
    ...(refused === undefined ? [] : [`SELECT source_id, record, code FROM ${refused} WHERE is_new`]),
    ...(dropped === undefined ? [] : [`SELECT source_id, record, NULL AS code FROM ${dropped}`]),
  ];
  if (parts.length === 0) return [];
  await session.bindSql('left_out', parts.join(' UNION ALL '));
  const rows = await session.evidence(
    'SELECT source_id, code, COUNT(*) AS n FROM left_out GROUP BY source_id, code',
    Number.MAX_SAFE_INTEGER,
  );
  return rows.map((row) => ({ sourceId: row['source_id'] ?? '', code: row['code'] ?? null, rows: Number(row['n']) }));
};

/** Binds `withdrawn_lines`: live lines of replaced files and of orders that came into conflict; returns how many, by reason. */
const bindWithdrawn = async (
  session: Session,
  { lake, parent }: LandingPlace,
  { replaced }: Inputs,
  { refused }: SetFindings,
): Promise<Readonly<Record<string, number>>> => {
  const was = parent.tables[qualifiedName(transactionLines)];
  if (was === undefined || (replaced.length === 0 && refused === undefined)) return {};
  await bindTable(session, 'lake_lines', lake, transactionLines, was);
  const ids = replaced.map((file) => textLiteral(file.source_id)).join(', ');
  const parts = [
    ...(replaced.length === 0 ? [] : [`SELECT source_id, record, 'REPLACED' AS code FROM lake_lines WHERE source_id IN (${ids})`]),
    ...(refused === undefined ? [] : [`SELECT source_id, record, code FROM ${refused} WHERE NOT is_new`]),
  ];
  await session.materialise('withdrawn', parts.join(' UNION ALL '));
  await session.bindSql(
    'withdrawn_lines',
    'SELECT l.* FROM lake_lines l SEMI JOIN withdrawn w ON w.source_id = l.source_id AND w.record = l.record',
  );
  const rows = await session.evidence('SELECT code, COUNT(*) AS n FROM withdrawn GROUP BY code', 10);
  return Object.fromEntries(rows.map((row) => [row['code'] ?? '', Number(row['n'])]));
};

const stage = async (session: Session, { folder }: LandingPlace, table: Table, name: string): Promise<readonly FileRef[]> => {
  const path = folder.file(`${qualifiedName(table)}.new.parquet`);
  const rows = await session.write(
    `SELECT ${Object.keys(table.columns)
      .map((column) => quote(column))
      .join(', ')} FROM ${name} ORDER BY ${table.grain.join(', ')}`,
    path,
  );
  return rows === 0 ? [] : [folder.adopt(table, path, rows)];
};

/** Binds `new_quarantine`: records bad by themselves, lines refused as a set, earlier ones among them, and damaged files. */
const bindQuarantine = async (session: Session, place: LandingPlace, inputs: Inputs, { refused }: SetFindings): Promise<void> => {
  const columns = Object.keys(quarantine.columns);
  const whole = inputs.read.flatMap(({ landed, source, origin }) =>
    landed instanceof FileRefused
      ? [
          {
            ...refusedFileRow(
              { source: source.label, runId: place.runId, clock: instantOf(place.folder.clock) },
              landed.fault,
              landed.bytePosition,
              landed.reason,
            ),
            source_id: origin.sourceId ?? '',
          },
        ]
      : [],
  );
  await session.bindRows('refused_files', quarantine, whole);
  const alone = inputs.read.flatMap(({ origin, refused: rows, landed }) =>
    landed instanceof FileRefused
      ? []
      : rows.tables.map(
          (table) =>
            `SELECT ${columns.map((name) => (name === 'source_id' ? `${textLiteral(origin.sourceId ?? '')} AS source_id` : quote(name))).join(', ')} FROM ${table}`,
        ),
  );
  const together = refused === undefined ? [] : [setRefusedSql(place, inputs, refused)];
  await session.bindSql('new_quarantine', ['SELECT * FROM refused_files', ...alone, ...together].join(' UNION ALL '));
};

/** A column of a cleaned line as it may stand in an input again: an instant with its zone, a number in plain digits. */
const spelledAgain = (name: string, { kind }: ColumnType): string => {
  if (kind === 'timestamp') return `STRFTIME(l.${name}, '%Y-%m-%dT%H:%M:%S.%fZ')`;
  return kind === 'decimal' ? `RTRIM(RTRIM(CAST(l.${name} AS VARCHAR), '0'), '.')` : `l.${name}`;
};

/** Rows of the quarantine for lines refused as a set; their raw text is gone, so the cleaned line stands for it. */
const setRefusedSql = (place: LandingPlace, inputs: Inputs, refused: string): string => {
  const cleaned = Object.entries(transactionLines.columns)
    .filter(([name]) => name !== 'source_id' && name !== 'record' && name !== 'is_return')
    .map(([name, { type }]) => `${name} := ${spelledAgain(name, type)}`)
    .join(', ');
  const labels = [...inputs.labels].map(([id, label]) => `WHEN ${textLiteral(id)} THEN ${textLiteral(label)}`).join(' ');
  const earlier = place.parent.tables[qualifiedName(transactionLines)] === undefined ? '' : ' UNION ALL SELECT * FROM earlier_lines';
  const instant = place.folder.clock.replace('T', ' ').replace('Z', '');
  return `SELECT r.source_id, CASE r.source_id ${labels} ELSE '' END AS source, r.record,
    CAST(NULL AS BIGINT) AS line, CAST(NULL AS BIGINT) AS byte_position,
    CASE r.code WHEN 'DUPLICATE_LINE' THEN 'line_id' ELSE 'customer_id' END AS column_name, r.code, r.reason,
    CAST(TO_JSON(STRUCT_PACK(${cleaned})) AS VARCHAR) AS raw, r.order_id, r.line_id, r.customer_id,
    ${textLiteral(place.runId)} AS run_id, TIMESTAMP '${instant}' AS refused_at
  FROM ${refused} r JOIN (SELECT * FROM new_lines${earlier}) l ON l.source_id = r.source_id AND l.record = r.record`;
};

const bindInputFiles = async (
  session: Session,
  place: LandingPlace,
  { read, moved }: Inputs,
  leftOut: readonly LeftOut[],
): Promise<readonly FileRef[]> => {
  const rows = read.flatMap(({ source, origin, landed, refused, accepted }): readonly Row<typeof inputFiles>[] => {
    if (landed instanceof FileRefused) return [];
    const id = origin.sourceId ?? '';
    const gone = leftOut.filter((out) => out.sourceId === id);
    const sum = (outs: readonly LeftOut[]): number => outs.reduce((total, out) => total + out.rows, 0);
    return [
      {
        source_id: id,
        sha256: landed.sha256,
        path: source.label,
        kind: 'transactions',
        format: landed.format,
        bytes: BigInt(landed.bytes),
        received: BigInt(landed.received),
        accepted: BigInt(accepted - sum(gone)),
        quarantined: BigInt(refused.total + sum(gone.filter((out) => out.code !== null))),
        run_id: place.runId,
        loaded_at: instantOf(place.folder.clock),
      },
    ];
  });
  if (rows.length + moved.length === 0) return [];
  await session.bindRows('new_files', inputFiles, [...rows, ...moved]);
  return await stage(session, place, inputFiles, 'new_files');
};
