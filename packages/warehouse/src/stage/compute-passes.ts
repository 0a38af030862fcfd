import { OutOfMemory, quote } from '@audit/contract';
import type { Engine } from '../engine/engine.ts';
import type { FileRef, Made } from '../lake/table-state.ts';
import { computeOutput } from './compute-whole.ts';
import type { Decision, Step } from './decide.ts';
import { countKeys, keyIsGrain } from './difference.ts';
import { type PartCount, partCounts } from './key-parts.ts';
import { lacksRoom } from './lacks-room.ts';
import type { Outcome } from './outcome.ts';
import { rewritten, stageFile } from './publish.ts';
import { keepParts, splitByKey } from './split-by-key.ts';
import { bindTable } from './table-scan.ts';
import type { Parts, Workplace } from './workplace.ts';

/** Share of the engine's memory a step may hold; the rest is for what is read and written meanwhile. */
const holdAtMost = 0.75;

/** Passes a keyed step needs by what its stage says it holds of a row; 1 where that fits whole, or is not known. */
export const passesToFit = async (engine: Engine, { stage, from }: Step): Promise<1 | PartCount> => {
  if (stage.heldRowBytes === undefined) return 1;
  const rows = Object.entries(from).reduce((sum, [name, { state }]) => sum + (stage.reads[name]!.by === 'whole' ? 0 : state.rows), 0);
  const times = (rows * stage.heldRowBytes) / (holdAtMost * (await engine.memoryBytes()));
  return ([1, ...partCounts] as const).find((passes) => passes >= times) ?? 64;
};

/**
 * A keyed step that does not fit in memory, part by part: rows are cut by the MD5 of their key, each part is computed
 * alone and becomes a base file of its own. By the claim of the key that is the same result.
 *
 * @param atLeast passes that are known to be needed
 * @throws {@link OutOfMemory}, {@link DiskFull} when the smallest parts do not fit either
 */
export const computePasses = async (place: Workplace, step: Step, made: Made, decision: Decision, atLeast: number): Promise<Outcome> => {
  for (const passes of partCounts.filter((count) => count >= atLeast)) {
    try {
      const { files, keys } = await computeParts(place, step, passes);
      const base = files.filter((file) => file !== null);
      const state = rewritten(place, step.stage.writes, base, keys, made);
      const parts = files.map((file) => (file === null ? [] : [place.lake.path(file)]));
      keepParts(place, { table: step.stage.writes, state }, step.stage.key ?? [], parts);
      return {
        mode: 'whole',
        why: `${decision.why}; in ${passes} passes to fit in memory`,
        state,
        counts: { computed: state.rows, rows: state.rows, passes },
      };
    } catch (error) {
      if (!lacksRoom(error) || passes === partCounts.at(-1)) throw error;
    }
  }
  throw new OutOfMemory(`stage ${step.stage.id}`, undefined);
};

const computeParts = async (
  place: Workplace,
  step: Step,
  passes: PartCount,
): Promise<{ readonly files: readonly (FileRef | null)[]; readonly keys: number }> => {
  const { writes: out, key = [] } = step.stage;
  const inputs = await splitInputs(place, step, passes);
  const files: (FileRef | null)[] = [];
  let keys = 0;
  for (let pass = 0; pass < passes; pass++) {
    await using session = await place.engine.session();
    for (const [name, { table, state }] of Object.entries(step.from)) {
      const parts = inputs.get(name);
      // What is read whole is whole in each pass.
      if (parts === undefined) await bindTable(session, name, place.lake, table, state);
      else await session.bindFiles(name, table, parts[pass] ?? []);
    }
    const rows = await computeOutput(session, step);
    files.push(await stageFile(session, place, out, `base-${pass}-of-${passes}`, `SELECT * FROM ${quote(out.name)}`));
    keys += keyIsGrain(out, key) ? rows : await countKeys(session, out.name, key);
  }
  return { files, keys };
};

const splitInputs = async (place: Workplace, { stage, from }: Step, passes: PartCount): Promise<ReadonlyMap<string, Parts>> => {
  const inputs = new Map<string, Parts>();
  for (const [name, source] of Object.entries(from)) {
    const by = stage.reads[name]!.by;
    if (by === 'whole') continue;
    const key = (stage.key ?? []).map((column) => by[column]!);
    inputs.set(name, await splitByKey(place, source, key, passes));
  }
  return inputs;
};
