import type { Access } from '../access/scopes.ts';
import type { ActionRecord } from './action.ts';
import { shownActor } from './action-view.ts';

/** What became of a recommendation, as part of it. */
export const executionOf = (action: ActionRecord | undefined, access: Access) =>
  action === undefined
    ? null
    : {
        state: action.state,
        attempt: action.attempt,
        connector: action.connector,
        requested_at: action.requested_at,
        requested_by: shownActor(action.requested_by, access),
        updated_at: action.updated_at,
        due_on: action.due_on,
        error: action.error,
      };
