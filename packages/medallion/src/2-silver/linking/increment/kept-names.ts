import type { linkNames, Row } from '@audit/contract';
import { blockCap, blockWords } from '../candidates/rare-words.ts';
import { type NameNodes, nodeText } from '../candidates/name-nodes.ts';
import type { WordFrequencies } from '../names/is-generic.ts';
import { consonantsOf } from '../names/romanised.ts';
import type { CandidateSettings } from '../settings.ts';

/** A name as it is kept, but for what its accounts say. */
export type KeptNameRow = Omit<Row<typeof linkNames>, 'accounts' | 'contested'>;

/** Rows of names, in the order of the nodes: what they are looked up by, given what is frequent. */
export const keptNames = (nodes: NameNodes, frequencies: WordFrequencies, settings: CandidateSettings): readonly KeptNameRow[] => {
  const holders = Int32Array.from(nodes.vocabulary, (word) => frequencies.of(word));
  const cap = blockCap(frequencies.names, settings.block_names);
  return nodes.parts.map((parts, node) => {
    const [first, second] = blockWords(nodes, node, holders, cap);
    return {
      name: nodeText(parts),
      key: nodes.keys[node]!,
      acronym: parts.acronym,
      full_acronym: parts.fullAcronym,
      script: parts.script,
      sound: consonantsOf(parts.tokens) ?? '',
      block_a: nodes.vocabulary[first] ?? '',
      block_b: nodes.vocabulary[second] ?? '',
    };
  });
};
