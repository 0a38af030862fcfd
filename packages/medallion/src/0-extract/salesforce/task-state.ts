import type { Entry, SalesforceApi } from './checkpoint.ts';

/** How far a task has come. */
export interface TaskState {
  readonly api: SalesforceApi;
  readonly pages: number;
  readonly lastId: string | null;
  /** The query being read: its rows so far, where its next page is (undefined: at its start). */
  readonly query: { readonly job: string | null; readonly rows: number; readonly next: string | null | undefined } | null;
  readonly isDone: boolean;
}

/** The state a task's entries lead to. */
export const stateOf = (entries: readonly Entry[], task: { readonly name: string; readonly api: SalesforceApi }): TaskState => {
  let state: TaskState = { api: task.api, pages: 0, lastId: null, query: null, isDone: false };
  for (const entry of entries) if ('task' in entry && entry.task === task.name) state = after(state, entry);
  return state;
};

const after = (state: TaskState, entry: Extract<Entry, { readonly task: string }>): TaskState => {
  switch (entry.kind) {
    case 'query':
      return { ...state, query: { job: entry.job, rows: 0, next: undefined } };
    case 'page': {
      const rows = (state.query?.rows ?? 0) + entry.rows;
      const query = { job: entry.job, rows, next: entry.next };
      return { ...state, pages: state.pages + 1, lastId: entry.lastId ?? state.lastId, query };
    }
    case 'gone':
      return { ...state, query: null };
    case 'fallback':
      return { ...state, query: null, api: 'rest' };
    case 'closed':
      return { ...state, query: null, isDone: entry.isLast };
  }
};
