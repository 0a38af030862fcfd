import { UsageError } from '@audit/contract';
import { type HashVersion, hashVersions } from '@audit/contract/profile';
import type { Manifest } from '@audit/warehouse';
import { z } from 'zod';

/** Where a version of the lake says by which rules its profiles are hashed. */
const watermark = 'profile_hash_version';

/** The rules of hashing as a parameter of a model. */
export const hashVersionParam = z.literal(hashVersions);

/**
 * The rules by which all profiles of a version of the lake are hashed: those of the law, unless `audit profile rehash` chose others.
 *
 * @throws {@link UsageError} for rules this release does not know
 */
export const hashVersionOf = ({ version, watermarks }: Pick<Manifest, 'version' | 'watermarks'>): HashVersion => {
  const kept = watermarks[watermark] ?? 1;
  const known = hashVersions.find((hashVersion) => hashVersion === kept);
  if (known === undefined)
    throw new UsageError(
      `version ${version} of the lake hashes profiles by rules ${JSON.stringify(kept)}, which this release does not know`,
      'use the release that wrote it, or a later one',
    );
  return known;
};

/** The watermarks of a version that hashes by other rules from now on. */
export const withHashVersion = (watermarks: Manifest['watermarks'], version: HashVersion): Manifest['watermarks'] => ({
  ...watermarks,
  [watermark]: version,
});
