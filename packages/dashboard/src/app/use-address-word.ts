import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** A word of the query of the address, such as the chosen tab: a page can be sent as it is seen. Empty where it is not there; setting it to empty takes it out. */
export const useAddressWord = (name: string): readonly [string, (value: string) => void] => {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (value: string): void =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [name, setSearch],
  );
  return [search.get(name) ?? '', set];
};
