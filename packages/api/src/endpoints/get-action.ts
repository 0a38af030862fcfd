import { actionView, actionWithHistory, historyView, proposedView } from '../actions/action-view.ts';
import { findProposed, unknownRecommendation } from '../actions/proposed-action.ts';
import { endpoint } from '../http/endpoint.ts';
import { goldId } from './action-fields.ts';
import { noFields } from './request-fields.ts';

/** `GET /api/actions/:id` */
export const getAction = endpoint({
  path: '/api/actions/:id',
  name: 'getAction',
  summary: 'What became of a recommendation, with all that happened to it',
  params: goldId('the recommendation'),
  query: noFields,
  answer: actionWithHistory,
  problems: ['NO_SUCH_RECOMMENDATION'],
  byState: true,
  personal: true,
  reply: async ({
    params: { id },
    snapshot,
    access,
    service: {
      actions: { state },
    },
  }) => {
    const proposed = await findProposed(snapshot, id);
    const record = state.actions.get(id);
    if (record === undefined) {
      if (proposed === undefined) throw unknownRecommendation();
      return { body: JSON.stringify({ ...proposedView(proposed), history: [] }) };
    }
    const deliveries = [...state.deliveries.values()].filter((one) => one.action_id === id);
    const history = historyView(await state.store.entriesOf(id), access);
    return { body: JSON.stringify({ ...actionView(record, proposed, deliveries, access), history }) };
  },
});
