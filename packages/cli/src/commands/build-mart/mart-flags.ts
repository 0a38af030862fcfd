import { UsageError } from '@audit/contract';
import type { FileFormat } from '../../file-formats.ts';

/** Flags of `audit build-mart` that are no settings. */
export interface MartFlags {
  readonly inputFormat?: FileFormat;
  readonly append?: true;
  readonly replace?: true;
  readonly granularity?: readonly string[];
  readonly period?: readonly string[];
  readonly output?: string;
  readonly format?: FileFormat;
  readonly dryRun?: true;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** What to do with a path that was loaded before with other content. */
export const whenChangedOf = (flags: MartFlags): 'append' | 'replace' | undefined =>
  flags.append ? 'append' : flags.replace ? 'replace' : undefined;

/** @throws {@link UsageError} for flags that contradict each other beyond what the parser can tell */
export const refuseContradictions = (flags: MartFlags): void => {
  if (flags.format !== undefined && flags.output === undefined) {
    throw new UsageError('--format is the format of --output', 'name the --output, or leave --format out');
  }
  if (flags.output === '-' && flags.json) {
    throw new UsageError('--output - and --json both want stdout', 'leave --json out: the marts are JSON already');
  }
};
