import { type JsonFault, remedyFor } from '@audit/contract';
import { readType, typeWords } from './column-type.ts';
import { readDateFormat } from './date-format.ts';
import type { ColumnMapping } from './mapping-schema.ts';
import { compareValues, valueText, type Written } from './typed-value.ts';

type Path = readonly (string | number)[];
type Scalar = NonNullable<ReturnType<typeof readType>>;
type Fault = readonly JsonFault[];

const fault = (path: Path, what: string, remedy: string): Fault => [{ path, what, remedy }];
const none: Fault = [];

const isNumber = ({ kind }: Scalar): boolean => kind === 'decimal' || kind === 'int64' || kind === 'float64';
const isDay = ({ kind }: Scalar): boolean => kind === 'date' || kind === 'timestamp';

/** A value that a column of the type may not have, as a fault. */
const unfit = (type: Scalar, value: Written, path: Path, spelt: string): Fault =>
  valueText(type, value) === undefined ? fault(path, `${JSON.stringify(value)} is no ${spelt}`, `give a value of the type ${spelt}`) : none;

/** What rules of validation say of a value of the mapping itself. */
const refused = (type: Scalar, { validate }: ColumnMapping, value: Written, path: Path): Fault => {
  const text = valueText(type, value);
  if (text === undefined || validate === undefined) return none;
  const { enum: allowed, range, length } = validate;
  const shown = JSON.stringify(value);
  if (allowed !== undefined && !allowed.some((one) => valueText(type, one) === text)) {
    const words = allowed.map(String);
    return fault(
      path,
      `${shown} is none of the values "validate.enum" allows`,
      remedyFor(text, words, `give one of ${words.join(', ')}, or add it there`),
    );
  }
  const [min, max] = [range?.min, range?.max].map((end) => (end === undefined ? undefined : valueText(type, end)));
  const below = min !== undefined && compareValues(type, text, min) < 0;
  if (below || (max !== undefined && compareValues(type, text, max) > 0))
    return fault(path, `${shown} lies outside "validate.range"`, 'give a value within it, or widen it');
  const negative = validate.not_negative !== undefined && isNumber(type) && compareValues(type, text, '0') < 0;
  if (negative) return fault(path, `${shown} is below zero, which "validate.not_negative" refuses`, 'give another value');
  const characters = Array.from(text).length;
  if (characters < (length?.min ?? 0) || characters > (length?.max ?? Number.POSITIVE_INFINITY))
    return fault(path, `${shown} has a length that "validate.length" refuses`, 'give another value, or widen it');
  return none;
};

const nullFaults = (type: Scalar, column: ColumnMapping, path: Path): Fault => {
  const { default: value, policy } = column.null ?? {};
  if (value === undefined) return none;
  const here = [...path, 'null', 'default'];
  if (policy === 'reject') return fault(here, 'a missing value is both replaced and refused', 'leave out "default" or "policy"');
  const wrong = unfit(type, value, here, column.type);
  return wrong.length > 0 ? wrong : refused(type, column, value, here);
};

const mapFaults = (type: Scalar, column: ColumnMapping, path: Path): Fault => {
  const { map } = column;
  if (map === undefined) return none;
  const here = [...path, 'map'];
  if (Object.keys(map.values).length === 0)
    return fault([...here, 'values'], 'the code table is empty', 'give it values, or leave "map" out');
  if ((map.unmatched === 'default') !== (map.default !== undefined))
    return fault([...here, 'default'], 'a default and unmatched "default" go together', 'give both or none');
  const folded = Object.keys(map.values).map((key) => key.toUpperCase());
  if (map.ignore_case && new Set(folded).size < folded.length)
    return fault([...here, 'values'], 'two of its texts are one where case does not count', 'leave one of them out');
  // What a normaliser or another notation makes of a value is judged row by row.
  if (column.parse !== undefined || column.country === true || column.phone !== undefined) return none;
  const results: readonly (readonly [string, Path])[] = [
    ...Object.entries(map.values).map(([key, value]) => [value, [...here, 'values', key]] as const),
    ...(map.default === undefined ? [] : [[map.default, [...here, 'default']] as const]),
  ];
  return results.flatMap(([value, at]) => {
    const wrong = unfit(type, value, at, column.type);
    return wrong.length > 0 ? wrong : refused(type, column, value, at);
  });
};

const rangeFaults = (type: Scalar, column: ColumnMapping, path: Path): Fault => {
  const range = column.validate?.range;
  if (range === undefined) return none;
  const here = [...path, 'validate', 'range'];
  if (!isNumber(type) && !isDay(type)) return fault(here, `a ${column.type} has no range`, 'use "enum", "length" or "pattern"');
  const wrong = (['min', 'max'] as const).flatMap((end) =>
    range[end] === undefined ? [] : unfit(type, range[end], [...here, end], column.type),
  );
  if (wrong.length > 0) return wrong;
  if (range.min === undefined && range.max === undefined) return fault(here, 'it has no end', 'give "min" or "max"');
  if (range.min === undefined || range.max === undefined) return none;
  const [min, max] = [valueText(type, range.min) ?? '', valueText(type, range.max) ?? ''];
  return compareValues(type, min, max) > 0 ? fault(here, `min ${range.min} is greater than max ${range.max}`, 'exchange them') : none;
};

const validateFaults = (type: Scalar, column: ColumnMapping, path: Path): Fault => {
  const { validate } = column;
  if (validate === undefined) return none;
  const here = [...path, 'validate'];
  const { enum: allowed, length, pattern, reference, not_negative: negative } = validate;
  if (allowed?.length === 0) return fault([...here, 'enum'], 'no value is allowed', 'list some, or leave it out');
  const wrong = (allowed ?? []).flatMap((value, at) => unfit(type, value, [...here, 'enum', at], column.type));
  if (wrong.length > 0) return wrong;
  for (const [name, given] of Object.entries({ length, pattern, reference }))
    if (given !== undefined && type.kind !== 'text')
      return fault([...here, name], `"${name}" is of texts, and the type is ${column.type}`, 'use "range" or "enum"');
  if (negative !== undefined && !isNumber(type))
    return fault([...here, 'not_negative'], `it is of numbers, and the type is ${column.type}`, 'leave it out');
  if (length?.min !== undefined && length.max !== undefined && length.min > length.max)
    return fault([...here, 'length'], `min ${length.min} is greater than max ${length.max}`, 'exchange them');
  return rangeFaults(type, column, path);
};

const parseFaults = (type: Scalar, column: ColumnMapping, path: Path): Fault => {
  const { parse } = column;
  if (parse === undefined) return none;
  const here = [...path, 'parse'];
  if (parse.formats !== undefined && !isDay(type))
    return fault([...here, 'formats'], `it is of dates and times, and the type is ${column.type}`, 'leave it out');
  for (const name of ['decimal', 'group', 'round'] as const)
    if (parse[name] !== undefined && !isNumber(type))
      return fault([...here, name], `it is of numbers, and the type is ${column.type}`, 'leave it out');
  if (parse.group !== undefined && parse.group === (parse.decimal ?? '.'))
    return fault([...here, 'group'], 'thousands and decimals have the same mark', 'give them different ones');
  return (parse.formats ?? []).flatMap((format, at) =>
    readDateFormat(format) === undefined
      ? fault(
          [...here, 'formats', at],
          `"${format}" is no format of a day`,
          'write it with YYYY, MM or M, DD or D, and HH, mm, ss for a time, such as DD.MM.YYYY',
        )
      : none,
  );
};

const normaliserFaults = (type: Scalar, column: ColumnMapping, path: Path): Fault => {
  const given = (['country', 'phone', 'email', 'url'] as const).filter((name) => column[name] !== undefined && column[name] !== false);
  const [first, second] = given;
  if (first === undefined) return none;
  if (type.kind !== 'text')
    return fault([...path, first], `it is of texts, and the type is ${column.type}`, 'leave it out, or make the type text');
  return second === undefined ? none : fault([...path, second], `a column is no ${first} and ${second} at once`, 'leave one of them out');
};

/** What is wrong with a column of a mapping, looked at alone. */
export const columnFaults = (column: ColumnMapping, path: Path): Fault => {
  const type = readType(column.type);
  if (type === undefined) {
    return fault(
      [...path, 'type'],
      `there is no type "${column.type}"`,
      remedyFor(column.type, typeWords, `use one of ${typeWords.join(', ')}`),
    );
  }
  return [
    ...validateFaults(type, column, path),
    ...nullFaults(type, column, path),
    ...mapFaults(type, column, path),
    ...parseFaults(type, column, path),
    ...normaliserFaults(type, column, path),
  ];
};
