import type { NameMatches } from '../candidates/name-matches.ts';
import type { NameNodes } from '../candidates/name-nodes.ts';
import type { Families } from '../evidence/families.ts';
import type { HygieneCount } from '../evidence/hygiene.ts';
import type { SharedKind } from '../evidence/shared-kinds.ts';
import type { SharedValues } from '../evidence/shared-values.ts';
import type { WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';

/** All that linking knows of the accounts: numbered from 0 in the order of their ids. */
export interface Corpus {
  readonly ids: readonly string[];
  /** Distinct pairs of name and country, and the one of each account. */
  readonly names: readonly NameParts[];
  readonly nameOf: Int32Array;
  /** Node of each name; -1 for one without letter and digit. */
  readonly nodeOfName: Int32Array;
  /** The same of each account. */
  readonly nodeOf: Int32Array;
  readonly nodes: NameNodes;
  readonly frequencies: WordFrequencies;
  readonly matches: NameMatches;
  /** Country of each account as a number, 0 where it is not known; `countries[number]` is its code, '' for 0. */
  readonly country: Int32Array;
  readonly countries: readonly string[];
  readonly families: Families;
  readonly shared: Readonly<Record<SharedKind, SharedValues>>;
  /** 1 where an account has a domain that is its own to know it by, shared or not. */
  readonly hasDomain: Uint8Array;
  /** 1 where it has mailboxes at a domain of a company. */
  readonly hasMail: Uint8Array;
  readonly hygiene: readonly HygieneCount[];
  /** Of all accounts, where these are some of them. */
  readonly known?: KnownSizes;
}

/** How many accounts of all there are of a name and in a family. */
export interface KnownSizes {
  /** By node. */
  readonly ofName: Int32Array;
  /** By head. */
  readonly inFamily: Int32Array;
}

/** What a corpus said of itself when it was asked, kept so that more accounts do not change old decisions. */
export interface FrozenModel {
  /** Accounts there were. */
  readonly accounts: number;
  readonly frequencies: WordFrequencies;
  /** Whether an equal name was enough. */
  readonly equalNamesAreSame: boolean;
}
