import { FileRefused } from '@audit/contract';
import type { DuckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import type { Field } from './field.ts';
import type { InputSource } from './input-source.ts';
import { MOST_UNKNOWN } from './key-dictionary.ts';
import { type LandedFile, landFile } from './land-file.ts';
import type { LandOptions } from './land-options.ts';

/** More different names than any source has columns: records whose keys are data. */
const MOST_COLUMNS = 2000;

/** What a look at a file from its start to its end tells. */
export interface FileLook extends Omit<LandedFile, 'unknownColumns'> {
  /** Names of all its columns, in order of appearance. */
  readonly columns: readonly string[];
}

/**
 * Looks through a file whose columns nobody knows, at the cost of parsing it: records of JSON may each have other keys.
 *
 * @throws {@link FileRefused} for a fault that ends the file, a header with unnamed columns, names of JSON longer than 256 bytes,
 * and more than 2,000 columns
 */
export const lookThrough = async (engine: DuckDbEngine, source: InputSource, options: LandOptions = {}): Promise<FileLook> => {
  const fields: Field[] = [];
  for (;;) {
    const { unknownColumns, ...look } = await landFile(engine, source, fields, { ...options, anyColumns: true }, async () => undefined);
    fields.push(...unknownColumns.map((name, at): Field => ({ name, kind: 'any', as: `c${fields.length + at}` })));
    const strange = fields.find(({ name }) => name === '' || /\p{Cc}/u.test(name));
    if (strange !== undefined)
      throw new FileRefused(source.label, 'BAD_HEADER', null, `it has a column called ${JSON.stringify(strange.name)}`);
    if (fields.length > MOST_COLUMNS)
      throw new FileRefused(source.label, 'BAD_HEADER', null, `it has more than ${MOST_COLUMNS} different columns`);
    // Readers of JSON keep a limited number of names that are no field: as many as that, and there may be more.
    if (unknownColumns.length < MOST_UNKNOWN || (look.format !== 'ndjson' && look.format !== 'json'))
      return { ...look, columns: fields.map(({ name }) => name) };
  }
};
