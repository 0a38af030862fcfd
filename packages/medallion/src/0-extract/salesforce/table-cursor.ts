import { assert, type Micros, parseInstant } from '@audit/contract';

/** How far a table was read, as the manifest keeps it. Times are ISO with Z. */
export interface TableCursor {
  /** Id of the organisation it is of; null where its login did not say. */
  readonly org: string | null;
  /** Field of the stamps; null for an object without one, which is read whole each time. */
  readonly field: string | null;
  /** Stamps below it were read. */
  readonly through: string | null;
  /** Deletions before it are known. */
  readonly deletedThrough: string;
  /** When calculated fields were last read anew. */
  readonly refreshedAt: string;
}

/** A cursor out of a manifest; undefined for a table not read yet. */
export const cursorOf = (watermark: unknown): TableCursor | undefined => {
  if (typeof watermark !== 'object' || watermark === null) return undefined;
  const { org = null, field = null, through = null, deletedThrough, refreshedAt } = watermark as Partial<TableCursor>;
  const since = deletedThrough ?? through;
  return since === null ? undefined : { org, field, through, deletedThrough: since, refreshedAt: refreshedAt ?? since };
};

/** The instant of a text of a cursor or of Salesforce. */
export const instantOf = (text: string): Micros => {
  const parsed = parseInstant(text);
  assert(parsed !== undefined, 'a time of a source is an instant', { text });
  return parsed.micros;
};

export const before = (instant: Micros, seconds: number): Micros => (instant - BigInt(Math.round(seconds * 1000)) * 1000n) as Micros;
