import type { z } from 'zod';
import type { DeclarationFinding } from '../errors/declaration-invalid.ts';
import { type JsonFault, jsonPath } from './json-fault.ts';
import { schemaFaults } from './schema-faults.ts';

type Refuse = (origin: string, faults: readonly JsonFault[]) => never;

/** How files of a kind that declare something are refused: every fault with its JSON path. @param Invalid the error of their kind */
export const refusalOf =
  (Invalid: new (origin: string, findings: readonly DeclarationFinding[]) => Error): Refuse =>
  (origin, faults) => {
    throw new Invalid(
      origin,
      faults.map(({ path, what, remedy }) => ({ path: jsonPath(path), what, remedy })),
    );
  };

const parsed = (text: string, origin: string, refuse: Refuse): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(origin, [{ path: [], what: `it is not JSON (${(error as Error).message})`, remedy: 'correct it there' }]);
  }
};

/** The document of a declaring file, and what its schema makes of it. @throws what `refuse` does */
export const readDeclaration = <S extends z.ZodType>(
  schema: S,
  text: string,
  origin: string,
  refuse: Refuse,
): { readonly json: unknown; readonly declared: z.output<S> } => {
  const json = parsed(text, origin, refuse);
  const read = schema.safeParse(json);
  return read.success ? { json, declared: read.data } : refuse(origin, schemaFaults(schema, read.error, json));
};
