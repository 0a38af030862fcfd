import type { JournalDetail, JournalDraft } from '../state/journal-entry.ts';
import type { ActionRecord, ActionState } from './action.ts';

/** Who asked for a change, and by which request. */
export interface Asker {
  readonly actor: string;
  readonly requestId: string | null;
}

/** A transition of an action, for the journal. */
export const actionEntry = (
  before: ActionState,
  { id, customer, attempt, state }: ActionRecord,
  { actor, requestId }: Asker,
  detail: JournalDetail | null,
): JournalDraft => ({ subject: 'action', id, customer, attempt, before, after: state, actor, request_id: requestId, detail });
