import { trimmedCharacters } from '@audit/contract';
import { render, textLiteral } from '@audit/warehouse';
import type { RecordColumns } from './record-columns.ts';

/** SQL of the instant a text names, UTC; NULL where it names none. @param text name of a column of the relation */
export const instantSql = (text: string): string =>
  render({ name: 'an instant', text: `@iso_instant(${text}, @iso_parts(${text}))`, constants: {} }, 'duckdb', {});

/** What may be wrong with a record: its code, the column at fault, and when. */
interface Rule {
  readonly code: 'MISSING_FIELD' | 'BLANK_ID' | 'BAD_TIMESTAMP' | 'FUTURE_TIMESTAMP';
  readonly column: string;
  readonly when: string;
}

/** SQL of a column of the file; undefined where it has no such. */
type CellOf = (name: string) => string | undefined;

const idRules = (id: string, text: string | undefined): readonly Rule[] =>
  text === undefined
    ? [{ code: 'MISSING_FIELD', column: id, when: 'TRUE' }]
    : [
        { code: 'MISSING_FIELD', column: id, when: `${text} IS NULL` },
        { code: 'BLANK_ID', column: id, when: `TRIM(${text}, ${textLiteral(trimmedCharacters)}) = ''` },
      ];

const stampRules = (stamp: string, text: string | undefined, notAfter: string | undefined): readonly Rule[] => {
  if (text === undefined) return [];
  const instant = instantSql(text);
  const bad: Rule = { code: 'BAD_TIMESTAMP', column: stamp, when: `${text} IS NOT NULL AND ${instant} IS NULL` };
  if (notAfter === undefined) return [bad];
  return [bad, { code: 'FUTURE_TIMESTAMP', column: stamp, when: `${instant} > TIMESTAMP ${textLiteral(notAfter)}` }];
};

/**
 * SQL of what is wrong with a record, `CODE column`, or NULL: what the gate found, a record that does not say which it is, or a time
 * that is none. All else is taken as it is.
 *
 * @param notAfter latest stamp that is taken, as SQL has it; any where undefined
 */
export const problemSql = ({ id, stamp }: RecordColumns, cellOf: CellOf, notAfter: string | undefined): string => {
  const rules = [
    ...(id === undefined ? [] : idRules(id, cellOf(id))),
    ...(stamp === undefined ? [] : stampRules(stamp, cellOf(stamp), notAfter)),
  ];
  const cases = rules.map(({ code, column, when }) => `WHEN ${when} THEN ${textLiteral(`${code} ${column}`)}`);
  return `CASE WHEN fault IS NOT NULL THEN fault || ' ' || COALESCE(fault_column, '') ${cases.join(' ')} END`;
};
