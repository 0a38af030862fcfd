import { type CatalogFinding, defineTable, int32, quote, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { Spelling } from './catalog-spellings.ts';

const foldedSpellings = defineTable({
  name: 'folded_spellings',
  layer: 'ops',
  grain: ['spelling'],
  description: 'Spellings that are blank or read like an earlier one of their catalog.',
  columns: {
    spelling: int32({ description: 'Number of the spelling' }),
    raw: text({ description: 'Its text, trimmed and in upper case' }),
    first: int32({ description: 'Number of the first spelling that reads the same' }),
  },
});

const findingOf = ({ value, row }: Spelling, raw: string, first: Spelling): CatalogFinding => {
  const { file, line, code } = value;
  const place = { file, line, code };
  const source = `source code "${row.written}"`;
  if (raw === '') return { ...place, what: `${source} is blank, and blank text is no value`, remedy: 'leave it out' };
  if (first.value !== value) {
    const kept = first.isCode ? `the code ${first.value.code}` : `"${first.row.written}" of ${first.value.code}`;
    const at = `${first.value.file}:${first.value.line}`;
    return { ...place, what: `${source} reads the same as ${kept} (${at}): ${raw}`, remedy: 'keep it with one of them' };
  }
  return {
    ...place,
    what: `${source} reads the same as "${first.row.written}" here: ${raw}`,
    remedy: 'leave it out: it is matched already',
  };
};

/**
 * Source codes no delivered text could reach, or that more than one code claims, after trim and upper case.
 *
 * @param folded name of a relation (spelling, catalog, raw)
 */
export const sourceCodesAreDisjoint = async (
  session: Session,
  folded: string,
  spellings: readonly Spelling[],
): Promise<readonly CatalogFinding[]> => {
  const found = await session.rows(
    `SELECT spelling, raw, first FROM (
       SELECT spelling, raw, MIN(spelling) OVER (PARTITION BY catalog, raw) AS first FROM ${quote(folded)}
     ) s WHERE raw = '' OR first < spelling ORDER BY spelling`,
    foldedSpellings,
  );
  return (
    found
      .map(({ spelling, raw, first }) => ({ spelling: spellings[spelling]!, raw, first: spellings[first]! }))
      // Codes that stand twice are named by their own rule.
      .filter(({ spelling }) => !spelling.isCode)
      .map(({ spelling, raw, first }) => findingOf(spelling, raw, first))
  );
};
