import {
  bindGoldInputs,
  bindLedgers,
  computeFacts,
  type Definitions,
  type GoldRun,
  silverOf,
  type SilverColumns,
  type Sources,
} from '@audit/metrics';
import type { Session } from '@audit/warehouse';
import { asOfDay } from './as-of-day.ts';
import type { CommandContext } from './context.ts';
import { openEngine } from './open-engine.ts';
import { type LakeView, openLake } from './open-lake.ts';
import { runIdentity } from './run-identity.ts';
import { refuseOtherEngines } from './settings.ts';

/** Flags of commands that look at a day of a lake. */
export interface DayFlags {
  readonly lake?: string;
  readonly version?: string;
  readonly asOf?: string;
  readonly engine?: string;
}

/** A session in which facts of a day can be computed by one set of definitions after the other. */
export interface LakeDay extends AsyncDisposable {
  readonly view: LakeView;
  readonly run: GoldRun;
  readonly session: Session;
  readonly sources: Sources;
  /** What definitions may name in this lake. */
  readonly silver: SilverColumns;
  /** Makes `facts` and `score_values` by these definitions. */
  compute(definitions: Definitions): Promise<void>;
}

/** Opens a lake to compute the facts of a day in; nothing is written. */
export const openLakeDay = async (context: CommandContext, flags: DayFlags): Promise<LakeDay> => {
  refuseOtherEngines(flags.engine);
  const view = openLake(context, flags);
  const { lake, manifest, config } = view;
  const run: GoldRun = { asOf: asOfDay(flags.asOf, config, runIdentity(context, 'audit rules')), zone: config.tz.value };
  const engine = openEngine(context, config, [lake.root]);
  const session = await engine.session();
  const close = async (): Promise<void> => {
    await session[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  };
  try {
    const sources = await bindGoldInputs(session, lake, manifest, run);
    await bindLedgers(session, lake, manifest, run.asOf);
    return {
      view,
      run,
      session,
      sources,
      silver: silverOf(manifest),
      compute: async (definitions) => await computeFacts(definitions, { session, run, sources }),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
