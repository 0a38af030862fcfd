import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '@audit/contract';
import { answerCase, type ReplayAnswer, replayCase, type ReplayCase } from '@audit/scd2-profile';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { readGivenFile } from '../../read-given-file.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';

interface ReplayFlags {
  readonly case?: string;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** A number that JavaScript would round keeps its digits, as it does in a batch (D1). */
const exactly = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;

/** The cases of a file: an object with `vectors`, a list, or one case a line. */
const parseCases = (text: string, file: string): readonly unknown[] => {
  const parse = (json: string, where: string): unknown => {
    try {
      return JSON.parse(json, exactly) as unknown;
    } catch {
      throw new UsageError(`${where} is not JSON`, 'give cases as docs/profile.md says');
    }
  };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const isOneALine = lines.length > 0 && first.trimStart().startsWith('{') && first.trimEnd().endsWith('}');
  if (isOneALine) {
    const all = lines.map((line, at) => parse(line, `${file} line ${at + 1}`));
    const [only] = all;
    return all.length === 1 && hasVectors(only) ? only.vectors : all;
  }
  const whole = parse(text, file);
  return hasVectors(whole) ? whole.vectors : Array.isArray(whole) ? (whole as readonly unknown[]) : [whole];
};

const hasVectors = (value: unknown): value is { readonly vectors: readonly unknown[] } =>
  typeof value === 'object' && value !== null && 'vectors' in value && Array.isArray(value.vectors);

const readCases = (context: CommandContext, file: string): readonly ReplayCase[] =>
  parseCases(readGivenFile(context, file).toString(), file).map((value, at) => {
    const parsed = replayCase.safeParse(value);
    const [issue] = parsed.error?.issues ?? [];
    if (issue !== undefined) {
      throw new UsageError(
        `${file}: case ${at + 1}, ${issue.path.join('.') || 'the case'}: ${issue.message}`,
        'give cases as docs/profile.md says',
      );
    }
    return parsed.data as ReplayCase;
  });

const summary = ({ id, batch_results: results, versions, events, dq }: ReplayAnswer): string =>
  `${id}: ${results.length} batches, ${versions.length} versions, ${events.length} events, ${dq.length} findings\n`;

/** `audit profile replay`: each case in a scratch lake, all in one process. */
export const runProfileReplay = async (context: CommandContext, file: string, flags: ReplayFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  const all = readCases(context, file);
  const cases = flags.case === undefined ? all : all.filter(({ id }) => id === flags.case);
  if (flags.case !== undefined && cases.length === 0) {
    throw new UsageError(`${file} has no case "${flags.case}"`, `it has ${all.map(({ id }) => id).join(', ')}`);
  }
  using scratch = scratchFolder(context, config);
  await using engine = openEngine(context, config, [scratch.path]);
  for (const [at, given] of cases.entries()) {
    const folder = join(scratch.path, `case-${at}`);
    mkdirSync(folder);
    const answer = await answerCase(engine, folder, given);
    rmSync(folder, { recursive: true });
    if (flags.json) await context.stdout.write(`${JSON.stringify(answer)}\n`);
    else if (!flags.quiet) await context.stdout.write(summary(answer));
  }
};
