import { z } from 'zod';

/** An id as it stands in a path: any text without control characters. */
const printable = /^[^\u0000-\u001f\u007f-\u009f]+$/;
export const customerParams = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(128)
    .regex(printable)
    .describe('Id of a customer; that of one merged into it, or of one of its accounts, leads there'),
});
export const noFields = z.strictObject({});

export const limit = z
  .string()
  .regex(/^(?:[1-9]\d?|100)$/)
  .describe('Items at most, from 1 to 100')
  .transform(Number)
  .default(20);
export const cursor = z.string().min(1).max(1024).optional().describe('Where the list goes on: next_cursor of the page before');

const word = /^[A-Za-z0-9_ -]{1,64}$/;
export const oneWord = z.string().regex(word);
/** Words with commas between. */
export const wordList = z
  .string()
  .regex(/^[A-Za-z0-9_ -]{1,64}(?:,[A-Za-z0-9_ -]{1,64}){0,30}$/)
  .transform((text) => text.split(','));
/** A day, its beginning in UTC; or an instant with an offset. */
export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
