import { useEffect } from 'react';
import { singleKeys } from './single-keys.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName));

const isIt = (event: KeyboardEvent, key: string): boolean => {
  if (key.startsWith('ctrl+')) return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === key.slice(5);
  return singleKeys.get() && event.key === key && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
};

/** Does something on a key, such as `/` or `ctrl+k` (Cmd on a Mac); single keys not while one types or where they are switched off, none while a dialog is open. */
export const useShortcut = (key: string, run: () => void): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isIt(event, key) || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [key, run]);
};
