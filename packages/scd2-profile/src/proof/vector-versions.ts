import { readFileSync } from 'node:fs';
import { setAttributes } from '@audit/contract/profile';
import { z } from 'zod';
import { unambiguousHashOf } from './model-profile.ts';

const Vectors = z.object({
  vectors: z.array(
    z.object({
      expect: z.object({
        versions: z.array(z.object({ sk: z.int(), profile_hash: z.string(), stored: z.record(z.string(), z.string().nullable()) })),
        bridges: z.array(z.tuple([z.int(), z.string(), z.string()])),
      }),
    }),
  ),
});

/** A version of the vectors: its row in the dimension, and its hash. */
export interface VectorVersion {
  readonly stored: Readonly<Record<string, string | null>>;
  readonly sets: Readonly<Record<string, readonly string[]>>;
  /** By version 1, as the vectors expect it. */
  readonly hash: string;
  /** By version 2, as the model in memory makes it. */
  readonly unambiguousHash: string;
}

/** Every version that fixtures/profile expects. */
export const vectorVersions = (): readonly VectorVersion[] => {
  const file = new URL('../../../../fixtures/profile/vectors.json', import.meta.url);
  return Vectors.parse(JSON.parse(readFileSync(file, 'utf8'))).vectors.flatMap(({ expect: { versions, bridges } }) =>
    versions.map(({ sk, profile_hash, stored }) => {
      const membersOf = (set: string): readonly string[] =>
        bridges.flatMap(([of, name, member]) => (of === sk && name === set ? [member] : []));
      const [income = [], purpose = []] = setAttributes.map(membersOf);
      const sets = { source_of_income: income, purpose_of_investment: purpose };
      return { stored, sets, hash: profile_hash, unambiguousHash: unambiguousHashOf({ stored, sets }) };
    }),
  );
};
