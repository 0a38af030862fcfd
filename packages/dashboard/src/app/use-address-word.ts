import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** Sets a word of the query of the address; to empty takes it out. Going back is not lengthened by it. */
export const useChooseWord = (): ((name: string, value: string) => void) => {
  const [, setSearch] = useSearchParams();
  return useCallback(
    (name: string, value: string): void =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
};

/** A word of the query of the address, such as the chosen tab: a page can be sent as it is seen. Empty where it is not there. */
export const useAddressWord = (name: string): readonly [string, (value: string) => void] => {
  const [search] = useSearchParams();
  const choose = useChooseWord();
  const set = useCallback((value: string): void => choose(name, value), [choose, name]);
  return [search.get(name) ?? '', set];
};
