import { z } from 'zod';
import type { Access } from '../access/scopes.ts';
import { count, day, instant, optionalText } from '../endpoints/answer-fields.ts';
import { recommendationVersion } from '../endpoints/recommendation-item.ts';
import type { DeliveryRecord } from '../outbox/delivery.ts';
import { mask } from '../snapshot/marked-json.ts';
import type { KeptEntry } from '../state/state-store.ts';
import { type ActionRecord, actionStates } from './action.ts';
import type { Proposed } from './proposed-action.ts';

const personal = (what: string) => optionalText.describe(`${what}; *** for those who may not see personal data`);
const by = z.string().describe('Id of the key; *** for a person, to those who may not see personal data');

const fields = {
  id: z.string().describe('Id of the recommendation'),
  customer: z.string(),
  rule: z.string(),
  action: z.string().describe('What to do, in words'),
  priority: z.string(),
  state: z.enum(actionStates),
  attempt: count.describe('How often it was asked for'),
  connector: optionalText.describe('Who carries it out; null while it is proposed'),
  requested_at: instant.nullable(),
  requested_by: by.nullable(),
  updated_at: instant.nullable(),
  due_on: day.nullable(),
  assignee: personal('Who is to do it'),
  note: personal('What whoever asked for it added'),
  reference: optionalText.describe('What the receiver calls it'),
  error: optionalText.describe('Why it failed'),
  version: optionalText.describe('For If-Match; null where the version served does not have the recommendation'),
  deliveries: z
    .array(
      z.strictObject({
        kind: z.enum(['execute', 'cancel']),
        attempt: count,
        connector: z.string(),
        state: z.enum(['pending', 'dead']).describe('dead: given up'),
        tries: count,
        next_at: instant.nullable(),
        error: optionalText,
      }),
    )
    .describe('What its connector is still to be told, or was told in vain'),
};

/** An action as it is shown. */
export const actionResource = z.strictObject(fields);

/** The same with all that happened to it. */
export const actionWithHistory = z.strictObject({
  ...fields,
  history: z.array(
    z.strictObject({
      seq: count.describe('Place in the journal'),
      at: instant,
      attempt: count,
      before: z.string(),
      after: z.string(),
      by,
      request_id: optionalText,
      error: optionalText,
    }),
  ),
});

const keyId = /^(?:[0-9a-f]{12}|local|server)$/;

/** Who did something: ids of keys are nobody’s name, subjects of tokens may be. */
export const shownActor = (actor: string, { unmasked }: Access): string => (unmasked || keyId.test(actor) ? actor : mask);

const shownText = (text: string | null, { unmasked }: Access): string | null => (text === null || unmasked ? text : mask);

const shownDelivery = ({ kind, attempt, connector, state, tries, next_at: next, error }: DeliveryRecord) => ({
  kind,
  attempt,
  connector,
  state,
  tries,
  next_at: state === 'pending' ? next : null,
  error,
});

/** An action as somebody may see it. @param proposed its recommendation, where the version served has it */
export const actionView = (
  record: ActionRecord,
  proposed: Proposed | undefined,
  deliveries: readonly DeliveryRecord[],
  access: Access,
): z.input<typeof actionResource> => ({
  id: record.id,
  customer: record.customer,
  rule: record.rule,
  action: record.action,
  priority: record.priority,
  state: record.state,
  attempt: record.attempt,
  connector: record.connector,
  requested_at: record.requested_at,
  requested_by: shownActor(record.requested_by, access),
  updated_at: record.updated_at,
  due_on: record.due_on,
  assignee: shownText(record.assignee, access),
  note: shownText(record.note, access),
  reference: record.reference,
  error: record.error,
  version: proposed === undefined ? null : recommendationVersion(proposed.item, record),
  deliveries: deliveries.map(shownDelivery),
});

/** A recommendation nobody acted on yet. */
export const proposedView = (proposed: Proposed): z.input<typeof actionResource> => ({
  id: proposed.id,
  customer: proposed.customer,
  rule: proposed.rule,
  action: proposed.action,
  priority: proposed.priority,
  state: 'proposed',
  attempt: 0,
  connector: null,
  requested_at: null,
  requested_by: null,
  updated_at: null,
  due_on: null,
  assignee: null,
  note: null,
  reference: null,
  error: null,
  version: recommendationVersion(proposed.item, undefined),
  deliveries: [],
});

/** What happened to an action. */
export const historyView = (entries: readonly KeptEntry[], access: Access): z.input<typeof actionWithHistory>['history'] =>
  entries.map(({ entry: { seq, at, attempt, before, after, actor, request_id }, detail }) => {
    const { error = null } = detail === null ? {} : (JSON.parse(detail) as { readonly error?: string });
    return { seq, at, attempt, before, after, by: shownActor(actor, access), request_id, error };
  });
