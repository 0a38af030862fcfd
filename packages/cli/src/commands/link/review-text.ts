import type { ReviewedAccount, ReviewItem } from '@audit/medallion';
import { counted } from '../../output/quantity.ts';
import { allPrintable } from '../../output/printable.ts';
import type { Style } from '../../output/style.ts';
import { percent } from './waterfall-bars.ts';
import { waterfallText } from './waterfall-text.ts';

const accountText = ({ account_id: id, name, country, accounts }: ReviewedAccount): string =>
  `${id}  "${name}"${country === '' ? '' : `, ${country}`}${accounts === 1 ? '' : ` (one of ${accounts} of its master)`}`;

/** What stands now, and what hangs on an answer. */
const standing = ({ rule, confidence, probability, joined, links, decides, status, reason }: ReviewItem): string =>
  `${percent(probability)} likely one, by ${rule} at ${confidence}; ${joined ? 'one' : 'two'} until decided${links === 1 ? '' : `; decides ${links} links`}; ${decides.toFixed(1)} pairs of accounts expected to be wrong; ${status}: ${reason}`;

/** A question in three lines. */
export const questionText = (given: ReviewItem, number: number): string => {
  const item = allPrintable(given);
  return `${`${number}.`.padEnd(4)}${accountText(item.a)}\n    ${accountText(item.b)}\n    ${standing(item)}\n`;
};

/** A question with its odds. */
export const questionScreen = (given: ReviewItem, style: Style): string => {
  const item = allPrintable(given);
  const bits = item.contributions.reduce((sum, one) => sum + one.bits, 0);
  const odds = waterfallText({ contributions: item.contributions, bits, probability: item.probability }, style);
  return `${style('bold', accountText(item.a))}\n${style('bold', accountText(item.b))}\n${standing(item)}\n\n${odds}`;
};

/** How many questions there are. */
export const countText = ({
  open,
  decided,
  skipped,
}: {
  readonly open: number;
  readonly decided: number;
  readonly skipped: number;
}): string => {
  const since = [...(decided === 0 ? [] : [`${decided} decided since the run`]), ...(skipped === 0 ? [] : [`${skipped} passed over`])];
  return `${counted(open, 'question')}${since.length === 0 ? '' : ` (${since.join(', ')})`}, most decisive first\n`;
};
