import { quote, type Scalar } from '@audit/contract';
import { type CodeJoin, codeStep } from './code-step.ts';
import type { MappedColumn } from './mapped-table.ts';
import type { ColumnMapping } from './mapping-schema.ts';
import type { ModelTexts } from './model-texts.ts';
import { type Reading, readValue } from './read-value.ts';
import { type Step, textSteps } from './text-steps.ts';
import { valueSql, valueText } from './typed-value.ts';

/** One rule of a column: when it strikes, and what then is wrong. */
export interface ColumnRule {
  /** The option of the mapping, such as `validate.range`. */
  readonly rule: string;
  /** SQL of whether a row breaks it; unknown is no. */
  readonly breaks: string;
  /** SQL of the reason code. */
  readonly code: string;
}

/** What the model does with a column, in the names of its stages: `c` cleaned texts, `t` typed values. */
export interface ColumnPlan {
  readonly column: MappedColumn;
  readonly name: string;
  readonly steps: readonly Step[];
  readonly code: { readonly sql: string; readonly join?: CodeJoin } | undefined;
  /** SQL of the parts of a time, from the cleaned text, where it is read by them. */
  readonly parts: string | undefined;
  readonly reading: Reading;
  /** SQL of the value, from `c`. */
  readonly value: string;
  readonly rules: readonly ColumnRule[];
  /** Name of the relation of ids that are not there, where the column is a reference. */
  readonly missing: string | undefined;
}

const negative = { quantity: 'NEGATIVE_QUANTITY', price: 'NEGATIVE_PRICE', cost: 'NEGATIVE_COST', total: 'NEGATIVE_TOTAL' } as const;

/** Names within the model; a blank in them keeps them apart from columns of the table. */
export const textOf = (name: string): string => quote(`${name} text`);
export const saidOf = (name: string): string => quote(`${name} said`);
export const partsOf = (name: string): string => quote(`${name} parts`);
export const problemOf = (name: string): string => quote(`${name} problem`);

const validations = ({ validate = {} }: ColumnMapping, type: Scalar, x: string, texts: ModelTexts): readonly ColumnRule[] => {
  const { enum: allowed, range = {}, length = {}, pattern, not_negative: sign } = validate;
  const value = (given: string | number | boolean): string =>
    type.kind === 'text' ? texts.text(String(given)) : valueSql(type, valueText(type, given) ?? '');
  const rules: ColumnRule[] = [];
  const rule = (name: string, breaks: string, code: string): void =>
    void rules.push({ rule: `validate.${name}`, breaks, code: `'${code}'` });
  if (allowed !== undefined) rule('enum', `${x} NOT IN (${allowed.map(value).join(', ')})`, 'NOT_IN_LIST');
  if (sign !== undefined) rule('not_negative', `${x} < 0`, negative[sign]);
  if (range.min !== undefined) rule('range', `${x} < ${value(range.min)}`, 'OUT_OF_RANGE');
  if (range.max !== undefined) rule('range', `${x} > ${value(range.max)}`, 'OUT_OF_RANGE');
  if (length.min !== undefined) rule('length', `LENGTH(${x}) < ${length.min}`, 'BAD_LENGTH');
  if (length.max !== undefined) rule('length', `LENGTH(${x}) > ${length.max}`, 'BAD_LENGTH');
  if (pattern !== undefined) rule('pattern', `NOT @re_is(${x}, ${texts.text(pattern)})`, 'BAD_PATTERN');
  return rules;
};

const readingRule = ({ country, phone, email, url }: ColumnMapping): string =>
  country === true ? 'country' : phone !== undefined ? 'phone' : email === true ? 'email' : url !== undefined ? 'url' : 'type';

/** The plan of a column. */
export const columnPlan = (column: MappedColumn, texts: ModelTexts): ColumnPlan => {
  const { mapping, type } = column;
  const name = mapping.target;
  const [x, v] = [`c.${quote(name)}`, `t.${quote(name)}`];
  const code = codeStep(mapping, x, texts);
  const reading = readValue(mapping, type, x, texts);
  const fallback = mapping.null?.default;
  const text = fallback === undefined ? undefined : valueText(type, fallback);
  const missing = mapping.validate?.reference === undefined ? undefined : `missing_${name}`;
  const strict = code !== undefined && mapping.map?.unmatched === 'reject';
  const rules: ColumnRule[] = [
    ...(strict ? [{ rule: 'map', breaks: `t.${saidOf(name)} IS NOT NULL AND t.${textOf(name)} IS NULL`, code: `'NOT_IN_LIST'` }] : []),
    ...(reading.fault === undefined
      ? []
      : [
          {
            rule: readingRule(mapping),
            breaks: `t.${textOf(name)} IS NOT NULL AND ${v} IS NULL`,
            code: readValue(mapping, type, `t.${textOf(name)}`, texts).fault ?? reading.fault,
          },
        ]),
    ...(mapping.null?.policy === 'reject' ? [{ rule: 'null', breaks: `${v} IS NULL`, code: `'MISSING_FIELD'` }] : []),
    ...validations(mapping, type, v, texts),
    ...(missing === undefined ? [] : [{ rule: 'validate.reference', breaks: `${quote(missing)}.id IS NOT NULL`, code: `'BAD_REFERENCE'` }]),
  ];
  const isRead = column.isKey ? { ...reading, sql: x, fault: undefined } : reading;
  return {
    column,
    name,
    // A key is what the source says: by it changed records are found.
    steps: column.isKey ? [] : textSteps(mapping, texts),
    code,
    parts: type.kind === 'timestamp' && mapping.parse?.formats === undefined ? `@iso_parts(${code?.sql ?? x})` : undefined,
    reading: isRead,
    value:
      text === undefined
        ? isRead.sql
        : `CASE WHEN ${x} IS NULL THEN ${type.kind === 'text' ? texts.text(text) : valueSql(type, text)} ELSE ${isRead.sql} END`,
    rules,
    missing,
  };
};
