import { type CatalogFinding, didYouMean, shownValue } from '@audit/contract';
import type { z } from 'zod';
import type { CatalogDocument } from './catalog-document.ts';
import { expected } from './catalog-schema.ts';

const at = (content: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, key) => (part as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key], content);

/** The code of the value a path leads into, where it has one. */
const codeAt = (content: unknown, path: readonly PropertyKey[]): string | null => {
  const code = path[0] === 'values' && path.length > 1 ? at(content, [...path.slice(0, 2), 'code']) : undefined;
  return typeof code === 'string' ? code : null;
};

const findingsOf = (document: CatalogDocument, issue: z.core.$ZodIssue): readonly CatalogFinding[] => {
  const { path } = issue;
  const place = { file: document.file, line: document.lineOf(path), code: codeAt(document.content, path) };
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(expected);
    return issue.keys.map((key) => ({
      ...place,
      line: document.lineOf([...path, key]),
      what: `there is no key "${key}"${didYouMean(key, known)}`,
      remedy: 'correct it or leave it out',
    }));
  }
  const key = path.findLast((part) => typeof part === 'string');
  if (key === undefined)
    return [{ ...place, what: 'it is not a catalog', remedy: `write the keys ${Object.keys(expected).slice(0, 8).join(', ')}, values` }];
  const given = at(document.content, path);
  const what = given === undefined ? `"${key}" is missing` : `"${key}" is ${shownValue(JSON.stringify(given), 'none')}`;
  return [{ ...place, what, remedy: `give ${expected[key] ?? 'another value'}` }];
};

/** What a schema says against a document, each fault with its line. */
export const schemaFindings = (document: CatalogDocument, error: z.ZodError): readonly CatalogFinding[] =>
  error.issues.flatMap((issue) => findingsOf(document, issue));
