import { z } from 'zod';
import type { Access } from '../access/scopes.ts';
import { shownActor } from '../actions/action-view.ts';
import { instant, optionalText } from '../endpoints/answer-fields.ts';
import { mask } from '../snapshot/marked-json.ts';
import type { AlertMark } from './alert-mark.ts';
import { isSnoozed } from './alert-mark.ts';

/** What people did to an alert, as part of it. */
export const alertMarks = {
  ack: z
    .strictObject({
      at: instant,
      by: z.string().describe('Id of the key; *** for a person, to those who may not see personal data'),
      note: optionalText.describe('*** for those who may not see personal data'),
    })
    .nullable()
    .describe('Who has seen it; null while nobody has said so'),
  snoozed_until: instant.nullable().describe('Until when it is put off; null where it is not, or not any more'),
};

export const alertMarkResource = z.strictObject({ id: z.string(), customer: z.string(), ...alertMarks });

/** What people did to an alert, as somebody may see it at a time. @param now milliseconds of the clock */
export const alertMarksView = (mark: AlertMark | undefined, now: number, access: Access) => {
  const ack = mark?.ack ?? null;
  const note = ack?.note ?? null;
  return {
    ack: ack === null ? null : { at: ack.at, by: shownActor(ack.by, access), note: note === null || access.unmasked ? note : mask },
    snoozed_until: isSnoozed(mark, now) ? (mark?.snooze?.until ?? null) : null,
  };
};
