import { z } from 'zod';

/** Options every step has. */
export const stepOptions = {
  /** Off: the step is left out. */
  enabled: z.boolean().default(true),
  /** Whether having nothing to do fails the run, where it would be skipped otherwise. */
  required: z.boolean().default(false),
};

/** Patterns of files, relative to the project. */
export const patterns = z.array(z.string().min(1)).readonly().default([]);
