import { isAbsolute } from 'node:path';
import { isDay, parseInstant } from '@audit/contract';
import { z } from 'zod';
import { pipelineSchema } from '../pipeline/pipeline-schema.ts';

const instant = z
  .string()
  .refine((text) => parseInstant(text)?.naive === false, 'Give an instant with an offset, such as 2026-01-31T02:00:00Z');

/** Whether a pattern names only what lies in the folder it is relative to. */
const isWithin = (pattern: string): boolean => !isAbsolute(pattern) && !pattern.split(/[/\\{},]/).includes('..');

/** Options of steps that are patterns of files. */
const patternOptions = ['transactions', 'batches', 'contacts'];

const casePipeline = pipelineSchema.superRefine(({ steps }, context) => {
  for (const [step, options] of Object.entries(steps as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>))
    for (const option of patternOptions)
      for (const [at, pattern] of ((options?.[option] ?? []) as readonly string[]).entries())
        if (!isWithin(pattern))
          context.addIssue({
            code: 'custom',
            path: ['steps', step, option, at],
            message: 'Name files of the case, relative to its folder',
          });
});

/** `replay.json`: runs of a pipeline over recorded inputs, and the tables they are judged by. */
export const replaySchema = z.strictObject({
  version: z.literal(1).default(1),
  description: z.string().optional(),
  /** What run ids are made from, with the clock of each run. */
  seed: z.int().min(0),
  /** One after the other, into one lake. */
  runs: z
    .array(
      z.strictObject({
        clock: instant,
        /** Day the run is for; by default that of the clock in the business zone. */
        as_of: z.string().refine(isDay, 'Give a day such as 2026-01-31').optional(),
        /** Inputs are named relative to the fixture; gates count, outputs are left out. */
        pipeline: casePipeline,
      }),
    )
    .nonempty()
    .readonly(),
  /** Tables that are compared, every column of them. */
  tables: z.array(z.string().min(1)).nonempty().readonly(),
});

export type Replay = z.output<typeof replaySchema>;
