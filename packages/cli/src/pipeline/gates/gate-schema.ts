import { z } from 'zod';

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** What is asked of a table: one of these. */
const measures = {
  /** Rows of the table. */
  rows: z
    .strictObject({ at_least: count.optional(), at_most: count.optional() })
    .refine((bounds) => bounds.at_least !== undefined || bounds.at_most !== undefined, 'Say at_least, at_most, or both'),
  /** Share of rows without a value in a column. */
  null_share: z.strictObject({ column: z.string().min(1), at_most: share }),
  /** Columns whose values together occur once. */
  unique: z.strictObject({ columns: z.array(z.string().min(1)).nonempty().readonly() }),
  /** Age of the newest value of a date or time, by the clock of the run. */
  freshness: z.strictObject({ column: z.string().min(1), within_hours: z.number().positive() }),
  /** Refused records by all that came, of all runs together. */
  quarantine_share: z.strictObject({ at_most: share }),
  /** A rule of the rule language that holds on every row; what cannot be decided does not break it. */
  rule: z.unknown(),
} as const;

const measureNames = Object.keys(measures) as readonly (keyof typeof measures)[];

/** A gate of a pipeline. */
export const gateSchema = z
  .strictObject({
    /** Named in reports; unique in the pipeline. */
    name: z.string().min(1),
    /** Table with its layer. */
    table: z.string().regex(/^(?:bronze|silver|curated|gold|ops)_[a-z0-9_]+$/),
    on_breach: z.enum(['fail', 'warn']).default('fail'),
    rows: measures.rows.optional(),
    null_share: measures.null_share.optional(),
    unique: measures.unique.optional(),
    freshness: measures.freshness.optional(),
    quarantine_share: measures.quarantine_share.optional(),
    rule: measures.rule.optional(),
    /** Share of rows that may break the rule. */
    at_most_share: share.optional(),
  })
  .refine((gate) => measureNames.filter((name) => gate[name] !== undefined).length === 1, `Give it one of ${measureNames.join(', ')}`)
  .refine((gate) => gate.at_most_share === undefined || gate.rule !== undefined, 'at_most_share goes with a rule');

export type Gate = z.output<typeof gateSchema>;
