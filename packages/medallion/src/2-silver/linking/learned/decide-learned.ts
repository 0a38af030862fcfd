import type { DecisionMode } from '../rules/decide-pair.ts';
import type { JoiningDecision } from '../rules/link.ts';

/** Confidence of a link no rule of the law makes: below all of the law's. */
const mostConfidence = 84;

/**
 * Decides about a pair by its probability (research A): auto from `auto_at` on, review from `review_at` on. The rules that fire, and the law's
 * number for them, stand beside it.
 *
 * @param byLaw what the rules say @returns undefined: no link
 */
export const decideLearned = (
  byLaw: JoiningDecision | undefined,
  { probability, review_at: reviewAt, settings }: DecisionMode & { readonly probability: number; readonly review_at: number },
): JoiningDecision | undefined => {
  if (probability < reviewAt) return byLaw?.type === 'related' ? byLaw : undefined;
  const status = probability >= settings.auto_at ? 'auto' : 'review';
  const reason = `${Math.floor(probability * 100)} % likely by learned weights`;
  if (byLaw?.type === 'same') return { ...byLaw, status, reason, mayJoin: true };
  const confidence = Math.min(mostConfidence, Math.floor(probability * 100));
  return { type: 'same', rule: 'LEARNED', fired: ['LEARNED'], confidence, status, reason, mayJoin: true };
};
