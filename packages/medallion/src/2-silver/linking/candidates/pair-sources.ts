import type { Families } from '../evidence/families.ts';
import type { SharedValues } from '../evidence/shared-values.ts';
import type { AccountGroups } from './account-groups.ts';
import type { LabelMates } from './label-mates.ts';
import type { PairList } from './pair-list.ts';

/** What pairs of accounts are made of. */
export interface PairSources {
  readonly accounts: number;
  /** All accounts that share a mailbox or a number are paired. */
  readonly shared: Readonly<Record<'email' | 'phone' | 'label', SharedValues>>;
  /** Those that share a label are where their names may be related, or they are of one family. */
  readonly labelMates: Pick<LabelMates, 'take'>;
  /** Families, each of accounts that are all paired, by their head; larger ones are left out. */
  readonly families: Pick<Families, 'root' | 'known'> & { readonly groups: AccountGroups };
  readonly nodes: {
    /** Node of each account, -1 for none, and the accounts of each node. */
    readonly of: Int32Array;
    readonly groups: AccountGroups;
    /** 1 for a node of which all accounts are paired with each other. */
    readonly isPaired: Uint8Array;
    /** Nodes whose accounts are all paired with those of the other. */
    readonly alike: PairList;
  };
}
