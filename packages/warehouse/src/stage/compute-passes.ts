import { OutOfMemory, quote } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { FileRef, Made } from '../lake/table-state.ts';
import { render } from '../sql-dialect/render.ts';
import { computeOutput } from './compute-whole.ts';
import type { Decision, Step } from './decide.ts';
import { countKeys, keyIsGrain } from './difference.ts';
import { lacksRoom } from './lacks-room.ts';
import type { Outcome } from './outcome.ts';
import { rewritten, stageFile } from './publish.ts';
import { bindTable } from './table-scan.ts';
import type { Workplace } from './workplace.ts';

/** How many parts the keys are cut into, tried in turn. */
const passCounts = [4, 16, 64] as const;

/**
 * A keyed step that did not fit in memory, part by part: rows are taken by the MD5 of their key, each part is computed
 * alone and becomes a base file of its own. By the claim of the key that is the same result.
 *
 * @throws {@link OutOfMemory}, {@link DiskFull} when the smallest parts do not fit either
 */
export const computePasses = async (place: Workplace, step: Step, made: Made, decision: Decision): Promise<Outcome> => {
  for (const passes of passCounts) {
    try {
      const { base, keys } = await computeParts(place, step, passes);
      const state = rewritten(place, step.stage.writes, base, keys, made);
      return {
        mode: 'whole',
        why: `${decision.why}; in ${passes} passes to fit in memory`,
        state,
        counts: { computed: state.rows, rows: state.rows, passes },
      };
    } catch (error) {
      if (!lacksRoom(error) || passes === passCounts.at(-1)) throw error;
    }
  }
  throw new OutOfMemory(`stage ${step.stage.id}`, undefined);
};

const computeParts = async (
  place: Workplace,
  step: Step,
  passes: number,
): Promise<{ readonly base: readonly FileRef[]; readonly keys: number }> => {
  const out = step.stage.writes;
  const base: FileRef[] = [];
  let keys = 0;
  for (let pass = 0; pass < passes; pass++) {
    await using session = await place.engine.session();
    await bindPart(session, place, step, pass, passes);
    const rows = await computeOutput(session, step);
    const file = await stageFile(session, place, out, `base-${pass}-of-${passes}`, `SELECT * FROM ${quote(out.name)}`);
    if (file !== null) base.push(file);
    keys += keyIsGrain(out, step.stage.key) ? rows : await countKeys(session, out.name, step.stage.key ?? []);
  }
  return { base, keys };
};

/** Binds the inputs of one part; those read whole are whole in each. */
const bindPart = async (session: Session, place: Workplace, { stage, from }: Step, pass: number, passes: number): Promise<void> => {
  const bound = (at: number): string => ((256 / passes) * at).toString(16).padStart(2, '0');
  for (const [name, { table, state }] of Object.entries(from)) {
    const by = stage.reads[name]!.by;
    if (by === 'whole') {
      await bindTable(session, name, place.lake, table, state);
      continue;
    }
    await bindTable(session, `${name}__all`, place.lake, table, state);
    const key = (stage.key ?? []).map((column) => `@text(${quote(by[column]!)})`).join(` || '|' || `);
    const prefix = `SUBSTR(@md5_hex(${key}), 1, 2)`;
    const last = pass === passes - 1 ? '' : ` AND ${prefix} < '${bound(pass + 1)}'`;
    const text = `SELECT * FROM ${quote(`${name}__all`)} WHERE ${prefix} >= '${bound(pass)}'${last}`;
    await session.bindSql(name, render({ name: 'parts by key', text, constants: {} }, session.engine, {}));
  }
};
