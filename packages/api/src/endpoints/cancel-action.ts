import { z } from 'zod';
import { actionResource, actionView } from '../actions/action-view.ts';
import { cancelAction } from '../actions/cancel.ts';
import { findProposed, unknownRecommendation } from '../actions/proposed-action.ts';
import { endpoint } from '../http/endpoint.ts';
import { answerOnce } from '../http/idempotency.ts';
import { changeHeaders, goldId, note, textOf } from './action-fields.ts';
import { noFields } from './request-fields.ts';

/** `POST /api/actions/:id/cancel` */
export const cancelActionEndpoint = endpoint({
  method: 'POST',
  path: '/api/actions/:id/cancel',
  name: 'cancelAction',
  summary: 'Takes an action back: one that was not delivered is dropped, of one that was its connector is told',
  scope: 'act',
  params: goldId('the recommendation'),
  query: noFields,
  headers: changeHeaders,
  body: z.strictObject({ note }),
  answer: actionResource,
  statuses: [202],
  problems: ['NO_SUCH_RECOMMENDATION', 'TRANSITION_REFUSED', 'REQUEST_IN_PROGRESS', 'KEY_REUSED'],
  byVersion: false,
  personal: true,
  reply: async (asked) =>
    await answerOnce('cancel', asked, async (keep) => {
      const { params, body, snapshot, access, requestId, service } = asked;
      const proposed = await findProposed(snapshot, params.id);
      if (proposed === undefined && !service.actions.state.actions.has(params.id)) throw unknownRecommendation();
      const made = await cancelAction(service.actions, params.id, { snapshot, proposed }, textOf(body.note), {
        access,
        requestId,
        ifMatch: undefined,
        keep: (record, deliveries) => keep({ status: 202, body: JSON.stringify(actionView(record, proposed, deliveries, access)) }),
      });
      return { status: 202, body: JSON.stringify(actionView(made.record, proposed, made.deliveries, access)) };
    }),
});
