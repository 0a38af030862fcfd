import type { HygieneCount } from './evidence/hygiene.ts';
import { countLinks } from './link-corpus.ts';
import type { LinkedFiles } from './link-files.ts';
import type { ManualLink } from './manual/manual-links.ts';

/** What a run did, in numbers: what is printed with `--json`. */
export interface LinkReport {
  readonly accounts: number;
  /** Accounts whose pairs were judged anew: all, or those that changed and those they reach. */
  readonly compared_accounts: number;
  readonly contacts: number;
  readonly names: number;
  readonly masters: number;
  readonly largest_master: number;
  /** Links by type and status: `same auto`. */
  readonly links: Readonly<Record<string, number>>;
  /** Links by rule. */
  readonly rules: Readonly<Record<string, number>>;
  readonly candidate_pairs: number;
  readonly scored_names: number;
  /** What was left out of the evidence, and why. */
  readonly evidence: readonly HygieneCount[];
  /** What was not compared because a block, a name or a family was too large. */
  readonly left_out: {
    readonly blocks: number;
    readonly block_pairs: number;
    readonly groups: number;
    /** Pairs of accounts of such names, names alike and families: compared only where something else ties them. */
    readonly group_pairs: number;
    readonly largest_block: string | null;
  };
  /** Of equal names with domains on both sides: how many differ in them. */
  readonly equal_names: { readonly agreeing: number; readonly conflicting: number; readonly enough: boolean } | null;
  readonly circular_parents: number;
  readonly manual: { readonly used: number; readonly expired: number; readonly unknown: readonly string[] };
  /** Questions left for people, and left out for being less decisive; null where none were put. */
  readonly review: { readonly questions: number; readonly left_out: number } | null;
  readonly seconds: LinkedFiles['seconds'];
}

const add = (counts: Map<string, number>, key: string, more: number): void => void counts.set(key, (counts.get(key) ?? 0) + more);
const inOrder = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** An entry of the file of manual links that names an account there is none of. */
export const unknownText = ({ entry, a, b }: ManualLink): string => `links[${entry}]: ${a}, ${b}`;

/** The numbers of a run. @param expired entries of the file of manual links whose time is over */
export const linkReport = (
  { corpus, linked, manual, confidences, contacts, review, seconds }: LinkedFiles,
  expired: number,
): LinkReport => {
  const joined = [...confidences.values()];
  const links = new Map<string, number>();
  const rules = new Map<string, number>();
  for (const [{ type, status, rule }, count] of linked === undefined ? [] : countLinks(linked)) {
    add(links, `${type} ${status}`, count);
    add(rules, rule, count);
  }
  const blocks = linked?.candidates.splitBlocks ?? [];
  const largest = blocks.reduce<(typeof blocks)[number] | undefined>(
    (most, one) => (one.names > (most?.names ?? 0) ? one : most),
    undefined,
  );
  const groups = linked?.candidates.largeGroups ?? [];
  const ties = linked?.ties;
  return {
    accounts: corpus.ids.length,
    compared_accounts: corpus.ids.length,
    contacts,
    names: corpus.nodes.parts.length,
    masters: corpus.ids.length - joined.reduce((sum, { size }) => sum + size - 1, 0),
    largest_master: joined.reduce((most, { size }) => Math.max(most, size), corpus.ids.length === 0 ? 0 : 1),
    links: inOrder(links),
    rules: inOrder(rules),
    candidate_pairs: linked?.candidates.pairs.length ?? 0,
    scored_names: linked?.candidates.scored ?? 0,
    evidence: corpus.hygiene,
    left_out: {
      blocks: blocks.length,
      block_pairs: blocks.reduce((sum, { pairs }) => sum + pairs, 0),
      groups: groups.length,
      group_pairs: groups.reduce((sum, { pairs }) => sum + pairs, 0),
      largest_block: largest === undefined ? null : `${largest.word} (${largest.names} names)`,
    },
    equal_names:
      ties === undefined ? null : { agreeing: ties.agreeing, conflicting: ties.conflicting, enough: linked?.equalNamesAreSame ?? true },
    circular_parents: corpus.families.circular,
    manual: { used: manual.pairs.length, expired, unknown: manual.unknown.map(unknownText) },
    review: review === undefined ? null : { questions: review.length, left_out: review.leftOut },
    seconds,
  };
};
