import { quarantine } from '@audit/contract';
import { keepTable, type Manifest, type Publication, type Session, type TableState } from '@audit/warehouse';
import { columnList, type DeliveredBatch } from './delivered-batch.ts';

/** The quarantine after a batch, and how many of its records are in it. */
export interface Quarantined {
  readonly state: TableState | undefined;
  readonly rows: number;
}

/** Puts what a batch refuses aside, with what of it could not be read at all. @param refused relation in the columns of the quarantine */
export const keepQuarantine = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  { unreadable }: DeliveredBatch,
  refused: { readonly relation: string; readonly rows: number },
): Promise<Quarantined> => {
  const parts = [refused, ...(unreadable === undefined ? [] : [unreadable])].filter((part) => part.rows > 0);
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const was = parent.tables['ops_quarantine'];
  if (rows === 0) return { state: was, rows };
  const columns = columnList(quarantine);
  const added = parts.map(({ relation }) => `SELECT ${columns} FROM ${relation}`).join(' UNION ALL ');
  return { state: await keepTable(session, place, quarantine, was, { added }), rows };
};
