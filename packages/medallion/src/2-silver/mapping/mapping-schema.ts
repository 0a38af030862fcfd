import { z } from 'zod';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name in lower case, such as annual_revenue');
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const onError = z.enum(['quarantine', 'null']);
const rule = z
  .unknown()
  .meta({ id: 'rule', description: 'An expression of the rule language, such as {"gt": ["annual_revenue", 1000000]}' });

const nullSchema = z
  .strictObject({
    values: z.array(z.string()).optional().describe('Texts that mean that there is no value, such as N/A'),
    policy: z.enum(['keep', 'reject']).optional().describe('What becomes of a row without a value: kept (by default), or refused'),
    default: scalar.optional().describe('Value in the place of a missing one'),
  })
  .describe('What means null, and what becomes of it');

const mapSchema = z
  .strictObject({
    values: z.record(z.string(), z.string()).describe('Code table: what a text of the source becomes'),
    unmatched: z.enum(['keep', 'null', 'reject', 'default']).default('keep').describe('What becomes of a text that is not in it'),
    default: z.string().optional().describe('Value of an unmatched text, with unmatched "default"'),
    ignore_case: z.boolean().default(false).describe('Whether small letters count as capitals'),
  })
  .describe('Code table');

const parseSchema = z
  .strictObject({
    formats: z
      .array(z.string().min(1))
      .nonempty()
      .optional()
      .describe('Of dates and times, the first that fits: YYYY, MM, M, DD, D, HH, mm, ss and plain characters; ISO 8601 by default'),
    decimal: z.enum(['.', ',']).optional().describe('Mark before the decimals'),
    group: z.enum(['.', ',', ' ', "'"]).optional().describe('Mark between thousands'),
    round: z.boolean().optional().describe('Whether digits the type has no room for are rounded, half away from zero; refused by default'),
  })
  .describe('How a number, date or time is spelt');

const validateSchema = z
  .strictObject({
    enum: z.array(scalar).optional().describe('Values the column may have'),
    range: z.strictObject({ min: scalar.optional(), max: scalar.optional() }).optional().describe('Least and greatest value'),
    length: z
      .strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })
      .optional()
      .describe('Least and greatest number of characters'),
    pattern: z.string().optional().describe('Regular expression (RE2) for the whole text'),
    reference: z.string().optional().describe('Bronze table whose records the column names'),
    not_negative: z.enum(['quantity', 'price', 'cost', 'total']).optional().describe('What it is that may not be below zero'),
  })
  .describe('What must hold of a value');

const columnSchema = z.strictObject({
  source: z.string().min(1).describe('Column of the bronze table'),
  target: name.describe('Column of the silver table'),
  type: z.string().default('text').describe('text, int64, decimal(p,s), bool, date, timestamp or float64'),
  description: z.string().optional().describe('What it is, for the data dictionary'),
  unit: z.string().optional().describe('Unit of its values'),
  optional: z.boolean().default(false).describe('Whether the source may lack the column, which then is null'),
  trim: z.boolean().default(true).describe('Whether blanks at both ends are cut off; what is then empty is null'),
  null: nullSchema.optional(),
  replace: z
    .array(z.strictObject({ pattern: z.string().min(1), with: z.string() }))
    .optional()
    .describe('Regular expressions (RE2), every match replaced, one after the other'),
  case: z.enum(['upper', 'lower', 'title']).optional().describe('Letters of the text'),
  map: mapSchema.optional(),
  country: z.boolean().optional().describe('A code or name of a country, as its code of ISO 3166-1 with two letters'),
  phone: z
    .strictObject({
      country: name.optional().describe('Column of the country the number is in, where it does not say so'),
      default: z.string().length(2).optional().describe('Country, where that is not known'),
    })
    .optional()
    .describe('A telephone number, as + and digits (E.164); digits alone where the country is not known'),
  email: z.boolean().optional().describe('An e-mail address, in small letters'),
  url: z.enum(['full', 'domain']).optional().describe('The address of a web site, or its domain without www.'),
  parse: parseSchema.optional(),
  validate: validateSchema.optional(),
  pii: z.enum(['none', 'quasi', 'direct']).optional().describe('Class of personal data; by name and type where it is not given'),
  on_error: onError.optional().describe('Whether a wrong value sends the row to quarantine, or is taken out and noted in _flags'),
});

const derivedSchema = z.strictObject({
  value: rule,
  type: z.string().describe('As of a column'),
  description: z.string().optional(),
  unit: z.string().optional(),
  pii: z.enum(['none', 'quasi', 'direct']).optional(),
});

const currencySchema = z
  .strictObject({
    fields: z.array(name).nonempty().describe('Columns of amounts: decimals of at most four digits after the point'),
    on: name.describe('Column of the day whose rate counts'),
    field: name.optional().describe('Column of the currency of the row'),
    parent: z
      .strictObject({ table: z.string().describe('Bronze table'), by: name.describe('Column that names its record') })
      .optional()
      .describe('Record whose currency and country count where the row names none'),
    declared: z.string().optional().describe('Currency of all amounts of the table'),
    country: name.optional().describe('Column of the country'),
    region: z
      .strictObject({ column: name, currencies: z.record(z.string(), z.string()) })
      .optional()
      .describe('Column of a region, and regions that have one currency'),
    default: z.string().optional().describe('Currency where nothing tells another'),
    on_error: onError.optional().describe('What becomes of a row whose currency is missing, unknown or ambiguous'),
    on_missing_rate: onError.optional().describe('What becomes of a row that no rate is for; as on_error where it is not given'),
  })
  .describe('Amounts that are converted to the base currency');

const tableSchema = z.strictObject({
  target: name.describe('Silver table, without its layer'),
  description: z.string().optional(),
  key: z.array(z.string().min(1)).nonempty().describe('Bronze columns that tell records apart'),
  dedupe_by: z
    .array(z.string().min(1))
    .default(['SystemModstamp'])
    .describe('Bronze columns whose greatest value is the newest row of a record; _extracted_at decides next'),
  on_error: onError.default('quarantine').describe('As of a column, for those that do not say'),
  columns: z.array(columnSchema).nonempty(),
  derive: z.record(name, derivedSchema).default({}).describe('Columns computed from others'),
  filter: rule.optional().describe('Condition a row must meet to be in the silver table; others are counted'),
  currency: currencySchema.optional(),
});

/** The file `configs/bronze_to_silver_mapping.json`. */
export const mappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    currency: z.enum(['on', 'off']).default('on').describe('Whether amounts are converted'),
    drift: z
      .strictObject({
        null_share: z.number().min(0).max(1).default(0.05).describe('Change of the share of nulls that is told'),
        distinct: z.number().min(0).default(0.5).describe('Relative change of the number of distinct values that is told'),
        runs: z.int().min(1).max(100).default(5).describe('Runs it is compared with'),
      })
      .prefault({}),
    tables: z.record(z.string().min(1), tableSchema).describe('By bronze table, without its layer'),
  })
  .meta({ title: 'Bronze to silver', description: 'What becomes of the columns of bronze tables' });

export type Mapping = z.output<typeof mappingSchema>;
export type TableMapping = z.output<typeof tableSchema>;
export type ColumnMapping = z.output<typeof columnSchema>;
export type DerivedMapping = z.output<typeof derivedSchema>;
