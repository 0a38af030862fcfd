import { FileRefused, qualifiedName, RowsUnaccounted, transactionLines } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';
import type { Inputs } from './inputs.ts';
import type { FileAccount, LandingAccount } from './landing.ts';
import type { LeftOut, Published } from './publish-landing.ts';
import type { ReadFile } from './read-transactions.ts';
import type { SetFindings } from './set-rules.ts';
import { ignoredColumns } from './transaction-fields.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const rowsOf = (outs: readonly LeftOut[]): number => sum(outs.map(({ rows }) => rows));

/**
 * The account of a landing, checked: what came in is what was kept, refused and dropped.
 * @throws {@link RowsUnaccounted}
 */
export const accountOf = (inputs: Inputs, findings: SetFindings, published: Published, parent: Manifest): LandingAccount => {
  const files = [
    ...inputs.read.map((file) => readAccount(file, published.leftOut)),
    ...inputs.unchanged.map(({ label }): FileAccount => ({ ...nothing, source: label, outcome: 'unchanged' })),
  ];
  const total = (field: 'received' | 'accepted' | 'quarantined' | 'duplicatesDropped'): number => sum(files.map((file) => file[field]));
  const linesOf = (tables: Manifest['tables']): number => tables[qualifiedName(transactionLines)]?.rows ?? 0;
  const account: LandingAccount = {
    files,
    received: total('received'),
    accepted: total('accepted'),
    quarantined: total('quarantined'),
    duplicates: findings.duplicates,
    duplicatesDropped: total('duplicatesDropped'),
    withdrawn: sum(Object.values(published.withdrawn)),
    linesBefore: linesOf(parent.tables),
    linesAfter: linesOf(published.sources),
    future: findings.future,
    reasons: reasonsOf(inputs, published),
  };
  assertCloses(account, published.added);
  return account;
};

const nothing = {
  sourceId: null,
  format: null,
  received: 0,
  accepted: 0,
  quarantined: 0,
  duplicatesDropped: 0,
  unknownColumns: [],
} as const;

const readAccount = ({ source, origin, landed, refused, accepted }: ReadFile, leftOut: readonly LeftOut[]): FileAccount => {
  if (landed instanceof FileRefused) return { ...nothing, source: source.label, outcome: 'refused' };
  const gone = leftOut.filter((out) => out.sourceId === origin.sourceId);
  const dropped = rowsOf(gone.filter((out) => out.code === null));
  return {
    source: source.label,
    sourceId: origin.sourceId,
    outcome: 'loaded',
    format: landed.format,
    received: landed.received,
    accepted: accepted - rowsOf(gone),
    quarantined: refused.total + rowsOf(gone) - dropped,
    duplicatesDropped: dropped,
    unknownColumns: landed.unknownColumns.filter((name) => !ignoredColumns.has(name)),
  };
};

const reasonsOf = ({ read }: Inputs, { leftOut, withdrawn }: Published): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  const add = (code: string, rows: number): void => void (counts[code] = (counts[code] ?? 0) + rows);
  for (const { landed, refused } of read) {
    if (landed instanceof FileRefused) add(landed.fault, 1);
    else for (const [code, rows] of Object.entries(refused.counts)) add(code, rows);
  }
  for (const { code, rows } of leftOut) if (code !== null) add(code, rows);
  for (const [code, rows] of Object.entries(withdrawn)) if (code !== 'REPLACED') add(code, rows);
  return counts;
};

const assertCloses = (account: LandingAccount, added: number): void => {
  for (const { source, received, accepted, quarantined, duplicatesDropped } of account.files) {
    if (received !== accepted + quarantined + duplicatesDropped)
      throw new RowsUnaccounted(source, { received, accepted, quarantined, duplicatesDropped });
  }
  const { linesBefore, accepted, withdrawn, linesAfter } = account;
  if (added !== accepted || linesBefore + accepted - withdrawn !== linesAfter) {
    throw new RowsUnaccounted('the lines of the lake', { linesBefore, accepted, added, withdrawn, linesAfter });
  }
};
