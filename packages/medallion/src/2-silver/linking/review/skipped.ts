import { ConfigError, parseNamedJson } from '@audit/contract';
import { z } from 'zod';
import type { ReviewItem } from './review-item.ts';

const skippedPair = z.strictObject({
  a: z.string().min(1),
  b: z.string().min(1),
  /** What spoke for and against the pair then: another mark, and it is asked again. */
  evidence: z.string().min(1),
  by: z.string().min(1),
  at: z.iso.datetime({ offset: true }),
  reason: z.string(),
});
const skippedFile = z.strictObject({ version: z.literal(1), skipped: z.array(skippedPair).readonly() });

/** A question somebody passed over. */
export type SkippedPair = z.output<typeof skippedPair>;

/** Questions that were passed over, of the text of their file; undefined: there is none. @throws {@link ConfigError} for a file that is none */
export const parseSkipped = (text: string | undefined, label: string): readonly SkippedPair[] => {
  if (text === undefined) return [];
  const content = parseNamedJson(text, label, 'correct it, or remove it: then nothing is passed over');
  const parsed = skippedFile.safeParse(content);
  const [issue] = parsed.error?.issues ?? [];
  if (issue !== undefined)
    throw new ConfigError(
      label,
      `${issue.path.join('.') || 'it'}: ${issue.message}`,
      'correct it, or remove it: then nothing is passed over',
    );
  return parsed.data?.skipped ?? [];
};

const pairText = (a: string, b: string): string => JSON.stringify(a < b ? [a, b] : [b, a]);

/** The file with one pair more; an older entry of the same pair goes. */
export const withSkipped = (before: readonly SkippedPair[], pair: SkippedPair): string => {
  const others = before.filter(({ a, b }) => pairText(a, b) !== pairText(pair.a, pair.b));
  return `${JSON.stringify({ version: 1, skipped: [...others, pair] }, null, 2)}\n`;
};

/** Pairs somebody decided. */
interface DecidedPair {
  readonly a: string;
  readonly b: string;
}

/** What is still to be asked: neither decided since, nor passed over with the same evidence. */
export const openItems = (
  queue: readonly ReviewItem[],
  decided: readonly DecidedPair[],
  skipped: readonly SkippedPair[],
): { readonly open: readonly ReviewItem[]; readonly decided: number; readonly skipped: number } => {
  const done = new Set(decided.map(({ a, b }) => pairText(a, b)));
  const passed = new Map(skipped.map(({ a, b, evidence }) => [pairText(a, b), evidence]));
  const undecided = queue.filter(({ a, b }) => !done.has(pairText(a.account_id, b.account_id)));
  const open = undecided.filter(({ a, b, evidence }) => passed.get(pairText(a.account_id, b.account_id)) !== evidence);
  return { open, decided: queue.length - undecided.length, skipped: undecided.length - open.length };
};
