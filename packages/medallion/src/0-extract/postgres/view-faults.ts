import { quote, trimmedCharacters } from '@audit/contract';
import { upstreamViewColumns, type ViewColumnName } from '@audit/contract/profile';

/** A way in which values of a column may break section 18 of the law. */
export interface ViewFault {
  /** Of the rows it is true of, as the end of "3 rows …". */
  readonly says: string;
  /** Predicate of PostgreSQL over a row. */
  readonly sql: string;
  /** The law asks for it, or only recommends it. */
  readonly severity: 'must' | 'should';
}

const literal = (text: string): string =>
  `U&'${Array.from(text)
    .map((char) => `\\+${char.codePointAt(0)?.toString(16).padStart(6, '0')}`)
    .join('')}'`;
const trimSet = literal(trimmedCharacters);
const must = (says: string, sql: string): ViewFault => ({ says, sql, severity: 'must' });
const should = (says: string, sql: string): ViewFault => ({ says, sql, severity: 'should' });

const untrimmed = (c: string): ViewFault => must('with white space at an end', `${c} <> btrim(${c}, ${trimSet})`);
const tooLong = (c: string, width: number): ViewFault => must(`longer than ${width} characters`, `char_length(${c}) > ${width}`);
const codeForm = '[A-Z][A-Z0-9_]*';

/** Codes of each catalog, by its name; one that is not named is not asked about. */
export type CodesOf = ReadonlyMap<string, readonly string[]>;

/** Codes in the right form that their catalog does not have. @param has whether the catalog has them, given its codes as an array */
const unknownCodes = (catalog: string, codesOf: CodesOf, isCode: string, has: (codes: string) => string): readonly ViewFault[] => {
  const codes = codesOf.get(catalog);
  if (codes === undefined) return [];
  return [
    must(`with a code that ${catalog} does not have`, `${isCode} AND NOT (${has(`ARRAY[${codes.map(literal).join(', ')}]::text[]`)})`),
  ];
};

const listFaults = (c: string, catalog: string, codesOf: CodesOf): readonly ViewFault[] => {
  const isCodes = `${c} COLLATE "C" ~ '^${codeForm}([|]${codeForm})*$'`;
  const sorted = `(SELECT string_agg(DISTINCT m COLLATE "C", '|' ORDER BY m COLLATE "C") FROM unnest(string_to_array(${c}, '|')) AS x (m))`;
  return [
    must('not sorted by bytes, or with a member twice', `${c} <> ${sorted}`),
    must('with a member that is no upper-case code', `${c} <> '' AND NOT ${isCodes}`),
    ...unknownCodes(catalog, codesOf, isCodes, (codes) => `string_to_array(${c}, '|') <@ ${codes}`),
  ];
};

/** Ways in which values of a column that is there, in its kind of type, may be wrong. */
export const faultsOf = (name: ViewColumnName, codesOf: CodesOf): readonly ViewFault[] => {
  const column = upstreamViewColumns[name];
  const c = `CAST(${quote(name)} AS text)`;
  switch (column.form) {
    case 'id':
      return [must('null or blank', `COALESCE(btrim(${c}, ${trimSet}), '') = ''`), untrimmed(c), tooLong(c, column.width)];
    case 'name':
      return [untrimmed(c), tooLong(c, column.width)];
    case 'evidence':
      return [untrimmed(c), tooLong(c, column.width), must('not in upper case', `${c} <> upper(${c})`)];
    case 'code':
      return [
        untrimmed(c),
        tooLong(c, column.width),
        must('no upper-case code', `btrim(${c}, ${trimSet}) COLLATE "C" !~ '^(${codeForm})?$'`),
        ...unknownCodes(column.catalog, codesOf, `${c} COLLATE "C" ~ '^${codeForm}$'`, (codes) => `${c} = ANY (${codes})`),
      ];
    case 'other': {
      const other = `CAST(${quote(column.of)} AS text)`;
      return [
        untrimmed(c),
        tooLong(c, column.width),
        must(`with a text although ${column.of} is not OTHER`, `COALESCE(${c}, '') <> '' AND COALESCE(${other}, '') <> 'OTHER'`),
        should(`without a text although ${column.of} is OTHER`, `COALESCE(${c}, '') = '' AND ${other} = 'OTHER'`),
      ];
    }
    case 'list':
      return listFaults(c, column.catalog, codesOf);
    case 'date':
      return [must('no day of the calendar', `NOT isfinite(${quote(name)})`)];
    case 'instant':
      return [
        should('null: the change will be dated by the extract', `${quote(name)} IS NULL`),
        should('after now: the change will be dated by the extract', `${quote(name)} > now()`),
      ];
  }
};
