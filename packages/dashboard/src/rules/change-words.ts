import type { RulePreview } from '../api/reports.ts';
import { inWords } from '../format/value-text.ts';

type Change = RulePreview['changes'][number];

const outcomes: Readonly<Record<string, string>> = {
  fired: 'would fire',
  not_fired: 'would not fire any more',
  undecidable: 'could not be decided any more: values are missing',
  absent: 'would be no more',
};

/** What a change of definitions does to some customers, in words. */
export const changeWords = ({ what, before, after }: Pick<Change, 'what' | 'before' | 'after'>): string => {
  if (what === 'band') return `from ${inWords(before).toLowerCase()} to ${inWords(after).toLowerCase()}`;
  if (after === 'not_fired' && before !== 'fired') return 'would be decided: it would not fire';
  return outcomes[after] ?? `from ${inWords(before).toLowerCase()} to ${inWords(after).toLowerCase()}`;
};

/** Changes in the order people ask for them: who begins, who ceases, then the rest; the many first. */
export const sortChanges = (changes: readonly Change[]): readonly Change[] => {
  const rank = ({ what, before, after }: Change): number => {
    if (what === 'band') return 3;
    if (after === 'fired') return 0;
    return before === 'fired' ? 1 : 2;
  };
  return changes.toSorted((left, right) => rank(left) - rank(right) || right.customers - left.customers);
};
