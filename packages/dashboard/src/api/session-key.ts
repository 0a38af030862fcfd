import { observed } from './observed.ts';

const item = 'audit.key';

const stored = (): string => {
  try {
    return sessionStorage.getItem(item) ?? '';
  } catch {
    return '';
  }
};

const key = observed(stored());

/** The API key of this browser session; empty without one. It is kept in `sessionStorage` and nowhere else: no URL, no cookie, no other tab. */
export const sessionKey = {
  ...key,
  set: (value: string): void => {
    key.set(value);
    try {
      if (value === '') sessionStorage.removeItem(item);
      else sessionStorage.setItem(item, value);
    } catch {
      // A browser that keeps nothing: the key lasts as long as the page.
    }
  },
};

/** Why a key is asked for, in the words of the server; undefined while nobody asks. */
export const keyWanted = observed<string | undefined>(undefined);
