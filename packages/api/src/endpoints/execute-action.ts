import { z } from 'zod';
import { actionResource, actionView } from '../actions/action-view.ts';
import { executeAction, requestedAction, type Wishes } from '../actions/execute.ts';
import type { ActOrder } from '../actions/act.ts';
import { accountsOf, findProposed, unknownRecommendation } from '../actions/proposed-action.ts';
import { endpoint } from '../http/endpoint.ts';
import { answerOnce } from '../http/idempotency.ts';
import { ApiProblem } from '../http/problem.ts';
import { goldId, note, onceHeaders, textOf } from './action-fields.ts';
import { noFields } from './request-fields.ts';

const body = z.strictObject({
  note,
  due_on: z.iso.date().optional().describe('Day it is to be done by, not before today (UTC) and within two years'),
  assignee: z
    .string()
    .max(200)
    .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/)
    .optional()
    .describe('Who is to do it, as the receiver names people'),
  dry_run: z.boolean().optional().describe('true: what would become of it; nothing is done (200)'),
});

const dayMs = 24 * 3600 * 1000;

/** @throws ApiProblem 400 for a day gone by, or one far away */
const checkDay = (dueOn: string | undefined, now: number): void => {
  if (dueOn === undefined) return;
  // Wherever on earth it is still today.
  const [first, last] = [now - dayMs, now + 731 * dayMs].map((ms) => new Date(ms).toISOString().slice(0, 10));
  if (dueOn < (first ?? '') || dueOn > (last ?? ''))
    throw new ApiProblem('BAD_REQUEST', 'body.due_on: see errors, and /openapi.json for what is allowed', {
      errors: [{ field: 'body.due_on', detail: `it is not between ${first} and ${last}` }],
    });
};

/** `POST /api/actions/:id/execute` */
export const executeActionEndpoint = endpoint({
  method: 'POST',
  path: '/api/actions/:id/execute',
  name: 'executeAction',
  summary: 'Has a recommendation carried out: it is kept at once, and its connector told of it until it has it',
  scope: 'act',
  params: goldId('the recommendation'),
  query: noFields,
  headers: onceHeaders,
  body,
  answer: actionResource,
  statuses: [202, 200],
  problems: ['NO_SUCH_RECOMMENDATION', 'TRANSITION_REFUSED', 'REQUEST_IN_PROGRESS', 'VERSION_CHANGED', 'KEY_REUSED'],
  byVersion: false,
  personal: true,
  reply: async (asked) =>
    await answerOnce('execute', asked, async (keep) => {
      const { params, body: given, headers, snapshot, access, requestId, service } = asked;
      checkDay(given.due_on, service.now());
      const proposed = await findProposed(snapshot, params.id);
      if (proposed === undefined) throw unknownRecommendation();
      const wishes: Wishes = { note: textOf(given.note), due_on: given.due_on ?? null, assignee: textOf(given.assignee) };
      const order: ActOrder = {
        access,
        requestId,
        ifMatch: headers['if-match'],
        keep: (record, deliveries) => keep({ status: 202, body: JSON.stringify(actionView(record, proposed, deliveries, access)) }),
      };
      if (given.dry_run === true) {
        const would = requestedAction(service.actions, proposed, wishes, order, new Date(service.now()).toISOString());
        return { body: JSON.stringify(actionView(would, proposed, [], access)) };
      }
      const made = await executeAction(service.actions, proposed, await accountsOf(snapshot, proposed.customer), wishes, order);
      return { status: 202, body: JSON.stringify(actionView(made.record, proposed, made.deliveries, access)) };
    }),
});
