import { z } from 'zod';

const operationalTable = z.strictObject({
  /** Schema and name, as the server keeps them. */
  table: z.string().regex(/^[^.\0]+\.[^.\0]+$/),
  /** The bronze table it goes to; its name in snake case by default. */
  as: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,62}$/)
    .optional(),
  /** Columns that tell its rows apart. */
  key: z.array(z.string().min(1)).nonempty().readonly().optional(),
  /** A column that grows with every change of a row; rows below it are not asked for again. */
  cursor_column: z.string().min(1).optional(),
  /** How far below the cursor is asked again, since transactions may commit late; for columns of times. */
  look_back_minutes: z.int().min(0).max(525_600).optional(),
});

/** Tables and views of the operational database that are extracted as they are. */
export const operationalTables = z
  .array(operationalTable)
  .refine((tables) => new Set(tables.map(({ table }) => table)).size === tables.length)
  .readonly();

export type OperationalTable = z.output<typeof operationalTable>;
