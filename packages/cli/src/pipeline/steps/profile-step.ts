import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { qualifiedName } from '@audit/contract';
import { profileBatches } from '@audit/contract/profile';
import { loadContactBatch, loadProfileBatch, type ProfileBatch } from '@audit/scd2-profile';
import { hashSource, type InputSource, tableScan } from '@audit/warehouse';
import { z } from 'zod';
import { catalogsFolder } from '../../catalogs-folder.ts';
import { codesOf, missingPolicy, repetitionsFrom } from '../../commands/profile/load-options.ts';
import { counted } from '../../output/quantity.ts';
import { pathsOf } from '../found-files.ts';
import type { PipelineStep, PlanPlace } from '../pipeline-step.ts';
import { patterns, stepOptions } from '../step-options.ts';

const options = z.strictObject({
  ...stepOptions,
  /** Files of profiles, each a batch; those that were loaded before are passed by. */
  batches: patterns,
  /** Files of contacts, likewise. */
  contacts: patterns,
  /** Loads the view of the operational database too. */
  source: z.literal('opdb').optional(),
  feed: z.enum(['changelog', 'snapshot']).default('changelog'),
  /** Whether each batch holds every customer there is. */
  full: z.boolean().default(false),
});

type Options = z.output<typeof options>;

/** Batch ids and digests of the profiles a lake has. */
const knownDigests = async ({ engine, lake, head }: PlanPlace): Promise<ReadonlySet<string>> => {
  const state = head.tables[qualifiedName(profileBatches)];
  if (state === undefined) return new Set();
  await using session = await engine.session();
  const rows = await session.evidence(`SELECT digest FROM (${tableScan(lake, profileBatches, state)}) b`, Number.MAX_SAFE_INTEGER);
  return new Set(rows.map((row) => row['digest'] ?? ''));
};

const textsIn = (folder: string): readonly (readonly string[])[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')])
    .toSorted(([left = ''], [right = '']) => (left < right ? -1 : 1));

const filed = ({ label, path }: InputSource) => ({ label, path: path ?? '', format: undefined });

/** Batches of customer profiles → history, bridges, audit events. */
export const profileStep: PipelineStep<Options> = {
  name: 'profile',
  options,
  idle: async ({ batches, contacts, source }, { find }) => {
    const all = [...batches, ...contacts];
    if (source !== undefined || (await find(all)).length > 0) return undefined;
    return all.length === 0 ? 'it names no batches' : `no file matches ${all.join(' or ')}`;
  },
  directories: async ({ batches, contacts }, { find }) => pathsOf(await find([...batches, ...contacts])),
  declared: ({ context, config }) => textsIn(catalogsFolder(context, config)),
  plan: async ({ batches, contacts, source }, place) => {
    const known = await knownDigests(place);
    const parts: { part: string; mode: string; why: string }[] = [];
    for (const file of await place.find(batches)) {
      const { sha256 } = await hashSource(file);
      const isKnown = known.has(sha256);
      parts.push({ part: file.label, mode: isKnown ? 'skip' : 'load', why: isKnown ? 'its content is in the lake already' : 'new' });
    }
    for (const { label } of await place.find(contacts)) parts.push({ part: label, mode: 'may', why: 'unless it was loaded before' });
    if (source !== undefined)
      parts.push({ part: place.config['opdb.view'].value, mode: 'may', why: 'what it holds is known once it is read' });
    return parts;
  },
  run: async ({ batches, contacts, source, feed, full }, { context, config, find, lake, lock, engine, identity, scratch, progress }) => {
    const loadOptions = { repetitionsFrom, missing: missingPolicy(config), ...codesOf(context, config) };
    const given: ProfileBatch[] = (await find(batches)).map((file) => ({ ...filed(file), feed, isFull: full }));
    if (source === 'opdb') {
      const { landOperationalView } = await import('../../land-operational-view.ts');
      given.push({ ...(await landOperationalView(context, config, scratch, { feed })), isFull: full });
    }
    let [quarantined, applied, created, corrected] = [0, 0, 0, 0];
    for (const batch of given) {
      progress.advance({ label: batch.label });
      const { status, account } = await loadProfileBatch(engine, lake, lock, batch, loadOptions, identity);
      quarantined += account.quarantined;
      applied += status === 'applied' ? 1 : 0;
      created += account.created;
      corrected += account.corrected;
    }
    for (const file of await find(contacts)) {
      const { account } = await loadContactBatch(engine, lake, lock, filed(file), identity);
      quarantined += account.quarantined;
    }
    const loaded = `${counted(applied, 'batch', 'batches')} of ${given.length} loaded`;
    return { quarantined, notes: applied === 0 ? [loaded] : [loaded, `${counted(created, 'version')} created, ${corrected} corrected`] };
  },
};
