import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogFinding } from '@audit/contract';
import type { z } from 'zod';
import { type CatalogDocument, readCatalogDocument } from './catalog-document.ts';
import { catalogOf } from './catalog-of.ts';
import { catalogSchema, countryListSchema, type valueSchema } from './catalog-schema.ts';
import type { Catalog, CatalogValue } from './catalog.ts';
import { schemaFindings } from './schema-findings.ts';

/** What a folder holds: the catalogs that have the right form, and what is wrong with the form of the others. */
export interface CatalogFolder {
  /** Files of the eleven that are there, right or wrong. */
  readonly files: readonly string[];
  readonly catalogs: readonly Catalog[];
  readonly findings: readonly CatalogFinding[];
}

type Read<T> = { readonly content: T; readonly document: CatalogDocument } | { readonly findings: readonly CatalogFinding[] };

const read = async <T>(folder: string, file: string, schema: z.ZodType<T>): Promise<Read<T>> => {
  const document = await readCatalogDocument(folder, file);
  if (document.findings.length > 0) return { findings: document.findings };
  const parsed = schema.safeParse(document.content);
  return parsed.success ? { content: parsed.data, document } : { findings: schemaFindings(document, parsed.error) };
};

const inOrder = (values: readonly z.output<typeof valueSchema>[], { file, lineOf }: CatalogDocument): readonly CatalogValue[] =>
  values
    .map((value, position) => ({ ...value, file, line: lineOf(['values', position]) }))
    .toSorted((left, right) => left.order - right.order);

const countryFile = 'iso_3166_1_alpha_2.yaml';

type Countries = { readonly values: readonly CatalogValue[] } | { readonly findings: readonly CatalogFinding[] };
const readCountries = async (folder: string): Promise<Countries> => {
  if (!existsSync(join(folder, countryFile))) {
    const what = 'the list that catalogs include is missing';
    return { findings: [{ file: countryFile, line: null, code: null, what, remedy: 'put it there, or do not include it' }] };
  }
  const list = await read(folder, countryFile, countryListSchema);
  return 'content' in list ? { values: inOrder(list.content.values, list.document) } : list;
};

/** Reads the eleven catalogs of a folder, without judging more than their form. @throws {@link FileUnreadable} */
export const readCatalogs = async (folder: string): Promise<CatalogFolder> => {
  const files = Object.values(catalogOf)
    .map((name) => `${name}.yaml`)
    .filter((file) => existsSync(join(folder, file)));
  const catalogs: Catalog[] = [];
  const findings: CatalogFinding[] = [];
  let countries: Countries | undefined;
  for (const file of files) {
    const one = await read(folder, file, catalogSchema);
    if (!('content' in one)) {
      findings.push(...one.findings);
      continue;
    }
    const { content, document } = one;
    const included: Countries = content.include === undefined ? { values: [] } : (countries ??= await readCountries(folder));
    if (!('values' in included)) continue;
    const values = [...included.values, ...inOrder(content.values, document)];
    catalogs.push({ ...content, file, values, lineOf: (key) => document.lineOf([key]) });
  }
  if (countries !== undefined && 'findings' in countries) findings.push(...countries.findings);
  return { files, catalogs, findings };
};
