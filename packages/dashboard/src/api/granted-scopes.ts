import { useSyncExternalStore } from 'react';
import { observed } from './observed.ts';

/** What whoever asks may do, as the newest answer told; undefined before the first one. */
export const grantedScopes = observed<string | undefined>(undefined);

/** Notes what an answer says its key may do. */
export const noteScopes = (headers: Headers): void => {
  const told = headers.get('X-Scopes');
  if (told !== null) grantedScopes.set(told);
};

/** Whether the key may change something; undefined while that is not known. */
export const useMayAct = (): boolean | undefined =>
  useSyncExternalStore(grantedScopes.subscribe, grantedScopes.get)?.split(' ').includes('act');
