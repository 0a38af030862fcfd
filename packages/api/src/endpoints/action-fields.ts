import { z } from 'zod';
import { neededKey, optionalKey } from '../http/idempotency.ts';

/** An id of gold, as it stands in a path. */
export const goldId = (what: string) =>
  z.strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe(`Id of ${what}`),
  });

const ifMatch = z.string().max(1000).optional().describe('version of the recommendation as it was seen; otherwise a 412');
export const onceHeaders = z.object({ 'idempotency-key': neededKey, 'if-match': ifMatch });
export const changeHeaders = z.object({ 'idempotency-key': optionalKey });

const printable = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/;
export const note = z.string().max(2000).regex(printable).optional().describe('Kept with it');

/** A text without the blanks around it; null for nothing but blanks. */
export const textOf = (text: string | undefined): string | null => {
  const trimmed = (text ?? '').trim();
  return trimmed === '' ? null : trimmed;
};
