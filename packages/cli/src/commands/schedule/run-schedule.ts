import { join, resolve } from 'node:path';
import type { CommandContext } from '../../context.ts';
import { replaceFile } from '../../export/replace-file.ts';
import { readPipeline } from '../../pipeline/read-pipeline.ts';
import type { ScheduleOrder } from '../../schedule/schedule-order.ts';
import { schedulers } from '../../schedule/schedulers.ts';
import { readConfig } from '../../settings.ts';

interface ScheduleFlags {
  readonly pipeline: string;
  readonly at: string;
  readonly output?: string;
  readonly lake?: string;
  readonly quiet?: true;
}

/** A name for files, units and jobs, of a pipeline whose file may be called anything. */
const plainName = (pipeline: string): string => pipeline.replaceAll(/[^\w.-]+/g, '-');

/** Where npx is found if nobody says. */
const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const orderOf = (context: CommandContext, { pipeline, at, lake, ...flags }: ScheduleFlags): ScheduleOrder => {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const config = readConfig(context, flags);
  const { name } = readPipeline(context, pipeline);
  return {
    pipeline: plainName(name),
    minute,
    hour,
    zone: config.tz.value,
    folder: context.cwd,
    path: context.env['PATH'] ?? usualPath,
    argv: ['npx', '--no-install', 'audit', 'run', pipeline, '--missed', '--quiet', ...(lake === undefined ? [] : ['--lake', lake])],
  };
};

/** `audit schedule`. @throws UsageError, PipelineInvalid for a pipeline that would not run */
export const runSchedule = async (context: CommandContext, scheduler: string, flags: ScheduleFlags): Promise<void> => {
  const files = schedulers[scheduler]?.(orderOf(context, flags)) ?? [];
  if (flags.output === undefined) {
    const parts = files.map(({ name, text }) => (files.length === 1 ? text : `# ---- ${name}\n${text}`));
    await context.stdout.write(parts.join('\n'));
    return;
  }
  for (const { name, text } of files) await replaceFile(context, join(resolve(context.cwd, flags.output), name), text);
  if (flags.quiet !== true) await context.stdout.write(files.map(({ name }) => `${join(flags.output ?? '', name)}\n`).join(''));
};
