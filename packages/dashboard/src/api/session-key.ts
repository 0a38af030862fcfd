import { keep, readKept } from './kept-text.ts';
import { observed } from './observed.ts';

const item = 'audit.key';

const key = observed(readKept('sessionStorage', item));

/** The API key of this browser session; empty without one. It is kept in `sessionStorage` and nowhere else: no URL, no cookie, no other tab. */
export const sessionKey = {
  ...key,
  set: (value: string): void => {
    key.set(value);
    keep('sessionStorage', item, value);
  },
};

/** Why a key is asked for, in the words of the server; undefined while nobody asks. */
export const keyWanted = observed<string | undefined>(undefined);
