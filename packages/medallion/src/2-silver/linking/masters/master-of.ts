import type { Clusters } from '../clusters/cluster-pairs.ts';
import type { Corpus } from '../intake/corpus.ts';
import { masterId } from './master-id.ts';

/** Tells the master of an account by number. */
export type MasterOf = (account: number) => string;

/** Masters as they are when they are first made. */
export const firstMasterOf =
  ({ ids }: Pick<Corpus, 'ids'>, { cluster }: Pick<Clusters, 'cluster'>): MasterOf =>
  (account) =>
    masterId(ids[cluster[account]!]!);
