import { groupsOf } from '../candidates/account-groups.ts';
import { firstOfPair, pairKey, secondOfPair } from '../candidates/name-candidates.ts';
import { NumberMap } from '../candidates/number-set.ts';
import { setOfPairs } from '../clusters/components.ts';
import { splitPairs } from '../clusters/split-pairs.ts';
import { openPlaces } from '../explain/told-pairs.ts';
import type { Corpus } from '../intake/corpus.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import { joiningOf } from '../rules/judged-pairs.ts';
import { probabilityOf } from '../rules/pair-nats.ts';
import type { LinkingSettings } from '../settings.ts';

/** A link to ask about, by its place, with what hangs on it. */
export interface AskedLink {
  readonly at: number;
  readonly links: number;
  readonly decides: number;
}

/** Links to ask about as columns: there may be millions. */
interface AskedLinks {
  readonly length: number;
  readonly at: Int32Array;
  readonly links: Int32Array;
  readonly decides: Float64Array;
}

/** One question for each two masters that links lead between, about the likeliest link, and one for each link that waits and joins its accounts already. */
const askedLinks = (linked: LinkedCorpus): AskedLinks => {
  const { cluster, judged } = linked;
  const sizes = new Int32Array(cluster.length);
  for (const one of cluster) sizes[one]!++;
  const open = openPlaces(linked);
  const splits = splitByLinks(open, linked);
  const [at, links, decides] = [new Int32Array(open.length), new Int32Array(open.length), new Float64Array(open.length)];
  const numbers = new NumberMap(open.length);
  let length = 0;
  open.forEach((place, row) => {
    const [here, there] = [cluster[firstOfPair(judged.keys[place]!)]!, cluster[secondOfPair(judged.keys[place]!)]!];
    const probability = probabilityOf(judged.nats[place]!);
    const isJoined = here === there;
    const before = isJoined ? -1 : numbers.get(pairKey(here, there));
    // Places are in the order of accounts, and so are equal ones.
    const isLess = before >= 0 && judged.nats[place]! <= judged.nats[at[before]!]!;
    const to = before >= 0 ? before : length++;
    if (before < 0 && !isJoined) numbers.set(pairKey(here, there), to);
    links[to]!++;
    if (isLess) return;
    at[to] = place;
    decides[to] = isJoined ? splits[row]! * (1 - probability) : sizes[here]! * sizes[there]! * probability;
  });
  return { length, at, links, decides };
};

/** Of links that join their accounts already, how many pairs of accounts a no takes apart, by their place in the list; 1 where other links hold them together. */
const splitByLinks = (open: Float64Array, { cluster, judged, refused }: LinkedCorpus): Int32Array => {
  const joining = setOfPairs(judged.keys, cluster);
  const isAsked = new Uint8Array(cluster.length);
  for (const at of open) if (joining[at]! >= 0) isAsked[joining[at]!] = 1;
  for (let at = 0; at < joining.length; at++) {
    const kind = joiningOf(judged, at);
    const isJoining = joining[at]! >= 0 && isAsked[joining[at]!] === 1 && (kind === 'must' || kind === 'may') && !refused.has(at);
    if (!isJoining) joining[at] = -1;
  }
  const { starts, members } = groupsOf(joining, cluster.length);
  const splitOf = new Map<number, number>();
  for (let one = 0; one < cluster.length; one++) {
    if (starts[one] === starts[one + 1]) continue;
    const places = members.subarray(starts[one], starts[one + 1]);
    const split = splitPairs(Array.from(places, (at) => [firstOfPair(judged.keys[at]!), secondOfPair(judged.keys[at]!)] as const));
    split.forEach((pairs, edge) => pairs > 1 && splitOf.set(places[edge]!, pairs));
  }
  const splits = new Int32Array(open.length);
  open.forEach((at, row) => (splits[row] = splitOf.get(at) ?? 1));
  return splits;
};

/**
 * The most decisive questions: by what they decide; of equal ones the likeliest, then in the order of their accounts, which is that of their
 * places. Of one name there are no more than the settings say, so that a name many companies have leaves room for others.
 *
 * @returns how many there would be, too
 */
export const mostDecisive = (
  { nodeOf, nodes }: Pick<Corpus, 'nodeOf' | 'nodes'>,
  linked: LinkedCorpus,
  { most_questions: most, most_of_name: mostOfName }: LinkingSettings['review'],
): { readonly asked: readonly AskedLink[]; readonly all: number } => {
  const { length, at, links, decides } = askedLinks(linked);
  const { nats, keys } = linked.judged;
  const order = Uint32Array.from({ length }, (_, row) => row);
  order.sort((x, y) => decides[y]! - decides[x]! || nats[at[y]!]! - nats[at[x]!]! || at[x]! - at[y]!);
  const ofName = new Int32Array(nodes.parts.length);
  const asked: AskedLink[] = [];
  for (const row of order) {
    if (asked.length === most) break;
    const node = nodeOf[firstOfPair(keys[at[row]!]!)]!;
    if (node >= 0 && ofName[node]!++ >= mostOfName) continue;
    asked.push({ at: at[row]!, links: links[row]!, decides: decides[row]! });
  }
  return { asked, all: length };
};
