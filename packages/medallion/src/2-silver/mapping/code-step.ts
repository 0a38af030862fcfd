import type { ColumnMapping } from './mapping-schema.ts';
import type { ModelTexts } from './model-texts.ts';

/** Code tables with more texts than this are joined, not tried one by one. */
const triedAtMost = 12;

/** A code table as a relation and a column of it. */
export interface CodeJoin {
  readonly cte: string;
  readonly join: string;
}

/** What a code table makes of a text, and the joins it needs. */
export interface CodeStep {
  readonly sql: string;
  readonly join?: CodeJoin;
}

const matched = (map: NonNullable<ColumnMapping['map']>, x: string): string => (map.ignore_case ? `@upper(${x})` : x);

/** SQL of a text of a column after its code table; NULL where it is unmatched and that is not kept. @param x the text, a column */
export const codeStep = ({ map, target }: ColumnMapping, x: string, texts: ModelTexts): CodeStep | undefined => {
  if (map === undefined) return undefined;
  const pairs = Object.entries(map.values);
  // The engine makes capitals of both sides: JavaScript makes other ones of a few letters (ß).
  const said = (text: string): string => matched(map, texts.text(text));
  const otherwise = map.unmatched === 'keep' ? x : map.unmatched === 'default' ? texts.text(map.default ?? '') : 'NULL';
  if (pairs.length <= triedAtMost) {
    const whens = pairs.map(([text, code]) => `WHEN ${said(text)} THEN ${texts.text(code)}`).join(' ');
    // A missing text stays missing: it is in no code table.
    return { sql: `CASE ${matched(map, x)} ${whens} ELSE CASE WHEN ${x} IS NOT NULL THEN ${otherwise} END END` };
  }
  const relation = `"${target} codes"`;
  const rows = pairs.map(([text, code]) => `(${said(text)}, ${texts.text(code)})`).join(', ');
  return {
    sql: `CASE WHEN ${relation}.said IS NOT NULL THEN ${relation}.code WHEN ${x} IS NOT NULL THEN ${otherwise} END`,
    join: {
      cte: `${relation} AS (SELECT said, code FROM (VALUES ${rows}) AS v(said, code))`,
      join: `LEFT JOIN ${relation} ON ${relation}.said = ${matched(map, x)}`,
    },
  };
};
