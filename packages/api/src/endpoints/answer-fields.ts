import { z } from 'zod';

export const optionalText = z.string().nullable();
export const optionalNumber = z.number().nullable();
export const day = z.iso.date();
export const instant = z.iso.datetime();
/** A value that may be of any unit. */
export const anyValue = z.union([z.number(), z.string(), z.boolean()]).nullable();
export const count = z.int().nonnegative();

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next_cursor: optionalText.describe('Where the list goes on; null at its end'),
    total: count.optional().describe('Items of the whole list, where count=1 asked for it'),
  });

/** What a condition was decided by. */
export const evidence = z.looseObject({});
