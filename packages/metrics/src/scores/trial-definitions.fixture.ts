import { readFileSync } from 'node:fs';
import { DefinitionsInvalid } from '@audit/contract';
import type { z } from 'zod';
import type { Definitions } from '../definitions/definitions.ts';
import type { definitionsSchema } from '../definitions/definitions-schema.ts';
import { readDefinitions } from '../definitions/read-definitions.ts';
import { shippedDefinitions } from '../definitions/shipped-definitions.ts';

const text = readFileSync(shippedDefinitions, 'utf8');

/** The shipped definitions, as JSON to change. */
export const shippedJson = (): z.output<typeof definitionsSchema> => JSON.parse(text) as z.output<typeof definitionsSchema>;

/** The shipped definitions. */
export const shippedTrial = (): Definitions => readDefinitions(text, 'shipped');

/** Definitions as they are read. */
export const readTrial = (json: unknown): Definitions => readDefinitions(JSON.stringify(json), 'trial');

/** What is refused of definitions, a line each: `path: what; remedy`. */
export const refusals = (json: unknown): readonly string[] => {
  try {
    readTrial(json);
    return [];
  } catch (error) {
    if (error instanceof DefinitionsInvalid) return error.findings.map(({ path, what, remedy }) => `${path}: ${what}; ${remedy}`);
    throw error;
  }
};
