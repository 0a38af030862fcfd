import { z } from 'zod';

/** A name of ours: lower case, digits and _. */
const namePattern = /^[a-z][a-z0-9_]{0,59}$/;
export const metricName = z.string().regex(namePattern, 'a name in lower case, such as days_to_expiry');

export const about = {
  name: metricName.describe('What rules and tables call it'),
  label: z.string().min(1).describe('What people call it'),
  description: z.string().min(1).describe('What it is, in a sentence'),
};

export const words = (description: string) => z.array(z.string().min(1)).describe(description);
export const days = (description: string, usual: number) => z.int().min(1).max(3660).default(usual).describe(`${description}, in days`);

/** A share such as 0.98; a percentage is refused with what to write. */
export const fraction = (description: string) =>
  z
    .number()
    .min(0, 'it is a fraction from 0 to 1')
    .max(1, { error: ({ input }) => `it is a fraction: write ${Number(input) / 100} for ${String(input)} %` })
    .describe(`${description}, as a fraction: 0.98 is 98 %`);
