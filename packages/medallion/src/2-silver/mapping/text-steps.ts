import type { ColumnMapping } from './mapping-schema.ts';
import type { ModelTexts } from './model-texts.ts';

/** One thing that is done to a value: the words for people, and the SQL around what was before. */
export interface Step {
  readonly says: string;
  readonly sql: (before: string) => string;
}

const list = (values: readonly string[], texts: ModelTexts): string => values.map(texts.text).join(', ');

const caseSteps = { upper: '@upper', lower: '@lower', title: '@title' } as const;

/** What is done to a text before anything is read from it, in order: trim, nulls, replacements, letters; then the form of a special text. */
export const textSteps = (column: ColumnMapping, texts: ModelTexts): readonly Step[] => {
  const steps: Step[] = [];
  if (column.trim) steps.push({ says: 'blanks at both ends are cut off; what is then empty is null', sql: (x) => `@trimmed(${x})` });
  const nulls = column.null?.values ?? [];
  const [one] = nulls;
  if (one !== undefined)
    steps.push({
      says: `${nulls.map((text) => JSON.stringify(text)).join(', ')} mean null`,
      sql: (x) =>
        nulls.length === 1 ? `NULLIF(${x}, ${texts.text(one)})` : `CASE WHEN ${x} IN (${list(nulls, texts)}) THEN NULL ELSE ${x} END`,
    });
  for (const { pattern, with: replacement } of column.replace ?? [])
    steps.push({
      says: `every match of ${pattern} becomes ${JSON.stringify(replacement)}; what is then empty is null`,
      sql: (x) => `NULLIF(@re_all(${x}, ${texts.text(pattern)}, ${texts.text(replacement)}), '')`,
    });
  const letters = column.case;
  if (letters !== undefined)
    steps.push({
      says: `letters are made ${letters === 'title' ? 'capital at the beginning of words, else small' : letters}`,
      sql: (x) => `${caseSteps[letters]}(${x})`,
    });
  if (column.email === true)
    steps.push({ says: 'an e-mail address in small letters', sql: (x) => `@re_all(@lower(${x}), '^mailto:', '')` });
  if (column.phone !== undefined)
    steps.push({
      says: 'of a telephone number digits and the first + stay; "(0)" and extensions go',
      sql: (x) => `@re_all(REPLACE(REPLACE(@re_all(${x}, ${texts.text('(?i) *(?:ext|x|#).*$')}, ''), '(0)', ''), ' ', ''), '[^0-9+]+', '')`,
    });
  return steps;
};
