import { consonantsOf } from '../names/romanised.ts';
import type { NameParts } from '../names/name-parts.ts';
import type { KnownNames } from './known-names.ts';
import type { GrowingPairs } from './pair-list.ts';
import type { SplitBlock } from './rare-words.ts';

/** Pairs of names in two scripts whose consonants are the same: a person may see that they are one. @returns blocks too large to be paired */
export const crossScriptPairs = (
  parts: readonly NameParts[],
  cap: number,
  into: GrowingPairs,
  known?: KnownNames,
): readonly SplitBlock[] => {
  const others = new Map<string, number[]>();
  parts.forEach(({ script, tokens }, node) => {
    const sound = script === 'latin' ? undefined : consonantsOf(tokens);
    if (sound === undefined || sound === '') return;
    others.set(sound, [...(others.get(sound) ?? []), node]);
  });
  if (others.size === 0) return [];
  const latin = new Map<string, number[]>();
  parts.forEach(({ script, tokens }, node) => {
    const sound = script === 'latin' ? consonantsOf(tokens) : undefined;
    if (sound !== undefined && others.has(sound)) latin.set(sound, [...(latin.get(sound) ?? []), node]);
  });
  const split: SplitBlock[] = [];
  for (const [sound, nodes] of latin) {
    const strange = others.get(sound) ?? [];
    if ((known?.latinOf(sound) ?? nodes.length) > cap)
      split.push({ word: sound, names: nodes.length + strange.length, pairs: nodes.length * strange.length });
    else for (const node of nodes) for (const other of strange) into.push(node, other);
  }
  return split;
};
