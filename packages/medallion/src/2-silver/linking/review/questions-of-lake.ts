import type { Lake, Manifest, Session } from '@audit/warehouse';
import { keptMasterOf } from '../lake/kept-masters.ts';
import { linkLakeIn, type SilverToLink } from '../lake/link-silver.ts';
import { firstMasterOf } from '../masters/master-of.ts';
import type { ReviewItem } from './review-item.ts';
import { reviewQueue } from './review-queue.ts';

/** What the accounts of a lake ask people, most decisive first, with what people decided so far. @throws UsageError without accounts in silver */
export const questionsOfLake = async (
  session: Session,
  lake: Lake,
  manifest: Manifest,
  silver: SilverToLink,
): Promise<readonly ReviewItem[]> => {
  const { corpus, linked } = await linkLakeIn(session, lake, manifest, silver);
  if (linked === undefined) return [];
  const masterOf = await keptMasterOf(session, lake, manifest, firstMasterOf(corpus, linked));
  return [...(await reviewQueue(session, corpus, linked, { settings: silver.settings, masterOf }))];
};
