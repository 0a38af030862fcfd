import { type CatalogFinding, defineTable, int32, quote, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { Spelling } from './catalog-spellings.ts';
import { foldedSpellings } from './folded-spellings.ts';

const repeatedSpellings = defineTable({
  name: 'repeated_spellings',
  layer: 'ops',
  grain: ['spelling'],
  description: 'Spellings that are blank or read like an earlier one of their catalog.',
  columns: {
    spelling: int32({ description: 'Number of the spelling' }),
    raw: text({ description: 'Text as it is looked up; null where it is blank', nullable: true }),
    first: int32({ description: 'Number of the first spelling that reads the same' }),
  },
});

const findingOf = ({ value, row }: Spelling, raw: string | null, first: Spelling): CatalogFinding => {
  const { file, line, code } = value;
  const place = { file, line, code };
  const source = `source code "${row.written}"`;
  if (raw === null) return { ...place, what: `${source} is blank, and blank text is no value`, remedy: 'leave it out' };
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

/** Source codes that no delivered text could reach, or that more than one code claims; `folded_spellings` is bound. */
export const sourceCodesAreDisjoint = async (session: Session, spellings: readonly Spelling[]): Promise<readonly CatalogFinding[]> => {
  const found = await session.rows(
    `SELECT spelling, raw, first FROM (
       SELECT spelling, raw, MIN(spelling) OVER (PARTITION BY catalog, raw) AS first FROM ${quote(foldedSpellings.name)}
     ) s WHERE raw IS NULL OR first < spelling ORDER BY spelling`,
    repeatedSpellings,
  );
  return (
    found
      .map(({ spelling, raw, first }) => ({ spelling: spellings[spelling]!, raw, first: spellings[first]! }))
      // Codes that stand twice are named by their own rule.
      .filter(({ spelling }) => !spelling.isCode)
      .map(({ spelling, raw, first }) => findingOf(spelling, raw, first))
  );
};
