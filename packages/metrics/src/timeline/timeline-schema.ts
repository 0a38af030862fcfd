import { z } from 'zod';
import { eventKinds } from './event-kinds.ts';
import { bandKinds, goldKinds } from './gold-kinds.ts';

export const allKinds = [...eventKinds, ...goldKinds, ...bandKinds];
const names = [...new Set(allKinds.map(({ kind }) => kind))];

/** Section `timeline` of the definitions. */
export const timelineSchema = z
  .strictObject({
    months: z
      .int('a whole number of months from 1 to 240')
      .min(1)
      .max(240)
      .default(36)
      .describe('How far back the timeline reaches, in months'),
    without: z.array(z.enum(names)).default([]).describe('Kinds of events that are left out'),
  })
  .prefault({});

export type TimelineSettings = z.output<typeof timelineSchema>;
