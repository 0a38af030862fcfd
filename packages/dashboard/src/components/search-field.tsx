import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (words: string) => void;
}

/** Long enough that a word typed at once is one question. */
const pauseMs = 250;

/** Words to narrow a list by; it is asked when they rest. */
export const SearchField = ({ label, value, onSearch }: SearchFieldProps) => {
  const [words, setWords] = useState(value);
  const asked = useRef(value);
  useEffect(() => {
    // Changed from elsewhere: by a view, or by going back.
    if (value === asked.current) return;
    asked.current = value;
    setWords(value);
  }, [value]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (words.trim() === asked.current) return;
      asked.current = words.trim();
      onSearch(asked.current);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [words, onSearch]);
  return (
    <div className="relative w-full sm:w-64">
      <Search aria-hidden size={15} className="pointer-events-none absolute top-2.25 left-2.5 text-muted" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={words}
        onChange={({ target }) => setWords(target.value)}
        className="min-h-8 w-full rounded-md border border-edge bg-surface pr-2 pl-8 text-sm placeholder:text-muted"
      />
    </div>
  );
};
