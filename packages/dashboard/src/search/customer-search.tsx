import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useCallback, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { searchQuery } from '../api/queries.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { ErrorState } from '../components/error-state.tsx';
import { plural } from '../format/numbers.ts';
import { SearchOption } from './search-option.tsx';
import { useDebounced } from './use-debounced.ts';

/** Long enough that a word typed at once is one question, short enough not to be felt. */
const pauseMs = 90;

/** Search for a customer by name, id, account or domain: a combobox of the WAI-ARIA pattern. */
export const CustomerSearch = () => {
  const [words, setWords] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [, go] = useLocation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const asked = useDebounced(words.trim(), pauseMs);
  const { data, error, isPlaceholderData } = useQuery(searchQuery(asked));
  const found = words.trim() === '' || data === undefined ? [] : data.items;
  const isShown = isOpen && words.trim() !== '' && (data !== undefined || error !== null);
  const focus = useCallback(() => input.current?.select(), []);
  useShortcut('/', focus);
  useShortcut('ctrl+k', focus);

  const open = (customer: string): void => {
    setOpen(false);
    setWords('');
    input.current?.blur();
    go(`/customers/${encodeURIComponent(customer)}`);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = found[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (found.length > 0 && isShown) setActive((active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (event.key === 'Enter' && chosen !== undefined && isShown && !isPlaceholderData) {
      event.preventDefault();
      open(chosen.id);
    } else if (event.key === 'Escape') {
      if (isShown) setOpen(false);
      else setWords('');
    }
  };
  const total = data?.total ?? found.length;
  const told = !isShown || isPlaceholderData ? '' : found.length === 0 ? 'No customer is found' : `${plural(total, 'customer')} found`;

  return (
    <search className="relative block">
      <Search aria-hidden size={16} className="pointer-events-none absolute top-2.5 left-3 text-muted" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Search customers"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && found[active] !== undefined ? `${id}-${active}` : undefined}
        placeholder="Search customers"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-9 w-full rounded-md border border-edge bg-surface pr-9 pl-9 text-base placeholder:text-muted"
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute top-2 right-2 hidden rounded-sm border border-line bg-sunken px-1.5 font-mono text-xs text-muted sm:block"
      >
        /
      </kbd>
      <p aria-live="polite" className="sr-only">
        {told}
      </p>
      <div
        id={`${id}-list`}
        role="listbox"
        tabIndex={-1}
        aria-label="Customers found"
        hidden={!isShown}
        onMouseDown={(event) => event.preventDefault()}
        className="absolute inset-x-0 top-full z-30 mt-1 max-h-[70dvh] overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-float"
      >
        {found.map((customer, at) => (
          <SearchOption
            key={customer.id}
            id={`${id}-${at}`}
            customer={customer}
            isActive={at === active}
            onOpen={() => open(customer.id)}
          />
        ))}
        {error !== null && <ErrorState error={error} />}
        {error === null && found.length === 0 && (
          <p className="px-3 py-2 text-sm text-muted">No customer begins like that. Names are found by whoever may see them.</p>
        )}
      </div>
    </search>
  );
};
