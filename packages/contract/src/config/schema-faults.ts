import { z } from 'zod';
import { remedyFor } from '../errors/nearest.ts';
import type { JsonFault } from './json-fault.ts';

type Path = readonly (string | number)[];

/** The schema of a place, without what makes it optional or gives it a default. */
const innerOf = (schema: z.core.$ZodType): z.core.$ZodType => {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) inner = inner.def.innerType;
  return inner;
};

/** Of alternatives that a word tells apart, the one whose word stands in the document. */
const alternativeOf = (schema: z.core.$ZodType, json: unknown): z.core.$ZodType => {
  const inner = innerOf(schema);
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return inner;
  const key = inner.def.discriminator;
  const word = (json as Readonly<Record<string, unknown>> | undefined)?.[key];
  const fits = (option: z.core.$ZodType): boolean =>
    option instanceof z.ZodObject && option.shape[key] instanceof z.ZodLiteral && option.shape[key].values.has(word as string);
  return inner.options.find(fits) ?? inner;
};

const stepInto = (schema: z.core.$ZodType | undefined, part: string | number, json: unknown): z.core.$ZodType | undefined => {
  if (schema === undefined) return undefined;
  const inner = alternativeOf(schema, json);
  if (inner instanceof z.ZodObject) return (inner.shape as Readonly<Record<string, z.core.$ZodType>>)[part];
  if (inner instanceof z.ZodArray) return inner.element;
  return inner instanceof z.ZodRecord ? inner.valueType : undefined;
};

/** The keys an object at a place may have. */
const knownKeys = (root: z.core.$ZodType, path: Path, json: unknown): readonly string[] => {
  let schema: z.core.$ZodType | undefined = root;
  for (const [at, part] of path.entries()) schema = stepInto(schema, part, valueAt(json, path.slice(0, at)));
  const inner = schema === undefined ? undefined : alternativeOf(schema, valueAt(json, path));
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
};

const valueAt = (json: unknown, path: Path): unknown => {
  let value = json;
  for (const part of path) value = (value as Readonly<Record<string | number, unknown>> | undefined)?.[part];
  return value;
};

/** Words of which one was to stand there. */
const wordsOf = (issue: z.core.$ZodIssue): readonly string[] | undefined => {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' && 'options' in issue ? issue.options?.map(String) : undefined;
};

const faultOf = (root: z.core.$ZodType, issue: z.core.$ZodIssue, json: unknown): JsonFault => {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = knownKeys(root, path, json);
    return {
      path: [...path, key],
      what: `there is no "${key}" here`,
      remedy: remedyFor(key, known, `known are ${known.join(', ')}`),
    };
  }
  if (issue.code === 'invalid_key') {
    const [why] = issue.issues;
    return { path, what: `"${String(path.at(-1))}" cannot be a name here`, remedy: why?.message ?? 'give it another name' };
  }
  const given = valueAt(json, path);
  const words = wordsOf(issue);
  if (words !== undefined && (given !== undefined || issue.code === 'invalid_value')) {
    return {
      path,
      what: `${JSON.stringify(given)} is not allowed`,
      remedy: remedyFor(typeof given === 'string' ? given : '', words, `give one of ${words.join(', ')}`),
    };
  }
  if (given === undefined) return { path, what: 'it is missing', remedy: 'give it a value' };
  const shown = (JSON.stringify(given) ?? '').slice(0, 60);
  return { path, what: `${shown} is not allowed`, remedy: issue.message.charAt(0).toLowerCase() + issue.message.slice(1) };
};

/** What a JSON document breaks of a schema, in the order of the document; unknown names with the nearest right one. */
export const schemaFaults = (schema: z.core.$ZodType, error: z.ZodError, json: unknown): readonly JsonFault[] =>
  error.issues.map((issue) => faultOf(schema, issue, json));
