import type { Config } from '@audit/contract';
import type { DuckDbEngine, Lake, LakeLock, Manifest } from '@audit/warehouse';
import type { z } from 'zod';
import type { CommandContext } from '../context.ts';
import type { Warn } from '../jobs/derive-delta-logs.ts';
import type { Progress } from '../output/progress.ts';
import type { RunIdentity } from '../run-identity.ts';
import type { FindFiles } from './found-files.ts';

/** What a step may look at before anything runs. */
export interface StepSettings {
  readonly context: CommandContext;
  readonly config: Config;
  readonly find: FindFiles;
}

/** Where a step plans: the version there is, and whether a step before it will bring something new. */
export interface PlanPlace extends StepSettings {
  readonly lake: Lake;
  readonly engine: DuckDbEngine;
  readonly head: Manifest;
  readonly asOf: string;
  readonly warn: Warn;
  readonly newsBefore: boolean;
}

/** Where a step works: a draft of the lake, under its lock. */
export interface StepPlace extends StepSettings {
  /** Its head is what the steps before made. */
  readonly lake: Lake;
  readonly lock: LakeLock;
  readonly engine: DuckDbEngine;
  readonly identity: RunIdentity;
  /** The day the run is for, YYYY-MM-DD. */
  readonly asOf: string;
  /** Private folder, gone after the run. */
  readonly scratch: string;
  readonly configHash: string;
  readonly progress: Progress;
  readonly warn: Warn;
}

/** A part of what a step would do. `may`: it depends on a step before. */
export interface PlannedPart {
  readonly part: string;
  readonly mode: string;
  readonly why: string;
}

/** What a step did, beside the tables it made: a JSON value, since it is kept for a run that goes on after it. */
export interface StepTold {
  /** Rows it put in quarantine, as they stand. */
  readonly quarantined: number;
  /** What it says of itself, in words. */
  readonly notes: readonly string[];
}

/** A step of a pipeline. Its options stand in the pipeline’s file under its name. */
export interface PipelineStep<O extends StepOptions = StepOptions> {
  readonly name: string;
  readonly options: z.ZodType<O>;
  /** Why there is nothing for it to do; undefined where there is. */
  readonly idle: (options: O, settings: StepSettings, head: Manifest) => Promise<string | undefined>;
  /**
   * What the project’s own files say of how it works, as they stand: a JSON value. A run that was killed is gone on with only where it is the
   * same. Settings and the pipeline’s file need not be in it. @param clock of the run @throws what the step would say of such a file
   */
  readonly declared?: (settings: StepSettings, clock: string) => unknown;
  /** Files and folders the engine must be let into. */
  readonly directories: (options: O, settings: StepSettings) => Promise<readonly string[]>;
  readonly plan: (options: O, place: PlanPlace) => Promise<readonly PlannedPart[]>;
  readonly run: (options: O, place: StepPlace) => Promise<StepTold>;
}

/** What every step takes. */
export interface StepOptions {
  readonly enabled: boolean;
  readonly required: boolean;
}
