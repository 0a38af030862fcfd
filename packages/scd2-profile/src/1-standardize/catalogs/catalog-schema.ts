import { z } from 'zod';

const words = z.string().regex(/\S/);
const version = z.string().regex(/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/);

export const valueSchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/),
  label: z.strictObject({ en: words, th: words.optional() }),
  description: words,
  order: z.int().min(1).max(9999),
  active: z.boolean(),
  source_codes: z.array(z.string()).readonly(),
  replaced_by: z.string().optional(),
});
const values = z.array(valueSchema).readonly();

/** One of the eleven files. `include` names a list in the same folder, whose values go before the catalog's own. */
export const catalogSchema = z.strictObject({
  name: words,
  version,
  effective_from: z.iso.date(),
  owner: words,
  other_field: words.nullable(),
  multi_valued: z.boolean(),
  ordered: z.boolean(),
  description: words,
  include: z.enum(['iso_3166_1_alpha_2']).optional(),
  values,
});

/** The shared list of countries: alpha-2 codes. */
export const countryListSchema = z.strictObject({
  name: z.literal('iso_3166_1_alpha_2'),
  version,
  description: words,
  values: z.array(valueSchema.extend({ code: z.string().regex(/^[A-Z]{2}$/) })).readonly(),
});

/** What may stand at a key, as the end of a sentence that begins with "give". */
export const expected: Readonly<Record<string, string>> = {
  name: 'the name of its file, without .yaml',
  version: 'a version such as 1.0.0',
  effective_from: 'a date such as 2026-01-31',
  owner: 'who decides about it',
  other_field: 'the column of its free text, or null',
  multi_valued: 'true or false',
  ordered: 'true or false',
  description: 'a sentence on what it means',
  include: 'iso_3166_1_alpha_2, or leave it out',
  values: 'a list of values',
  code: 'capital letters, digits and _, from a letter on, at most 50 (two capital letters for a country)',
  label: 'en, and th where it is known',
  en: 'its name in English, in quotes',
  th: 'its name in Thai, or leave it out',
  order: 'a whole number from 1 on',
  active: 'true or false',
  source_codes: "a list of texts, numbers in quotes ('1')",
  replaced_by: 'the code that takes its place',
};
