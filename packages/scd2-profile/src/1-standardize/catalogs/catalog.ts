import type { z } from 'zod';
import type { catalogSchema, valueSchema } from './catalog-schema.ts';

/** A value with the place it was written at: its own file, or the list its catalog includes. */
export interface CatalogValue extends z.output<typeof valueSchema> {
  readonly file: string;
  readonly line: number;
}

/** A catalog as read: the values of the list it includes, then its own, each in their order. */
export interface Catalog extends Omit<z.output<typeof catalogSchema>, 'values'> {
  readonly file: string;
  readonly values: readonly CatalogValue[];
  /** The line of a key of its header. */
  readonly lineOf: (key: string) => number;
}
