import { z } from 'zod';

const alertMark = z.strictObject({
  id: z.string(),
  customer: z.string(),
  title: z.string(),
  ack: z.strictObject({ at: z.iso.datetime(), by: z.string(), note: z.string().nullable() }).nullable(),
  snooze: z.strictObject({ until: z.iso.datetime(), at: z.iso.datetime(), by: z.string(), note: z.string().nullable() }).nullable(),
});

/** What people did to an alert. */
export type AlertMark = z.infer<typeof alertMark>;
export const readAlertMark = (body: string): AlertMark => alertMark.parse(JSON.parse(body));

/** Whether it is put off at a time. @param now milliseconds of the clock */
export const isSnoozed = (mark: AlertMark | undefined, now: number): boolean => Date.parse(mark?.snooze?.until ?? '') > now;

/** The state of an alert by what people did, as the journal names it. */
export const markState = ({ ack, snooze }: AlertMark): string =>
  [...(ack === null ? [] : ['acknowledged']), ...(snooze === null ? [] : ['snoozed'])].join(' and ') || 'open';
