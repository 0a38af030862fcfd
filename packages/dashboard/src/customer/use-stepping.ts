import { type RefObject, useCallback } from 'react';
import { useShortcut } from '../app/use-shortcut.ts';

/** Below the header, which hides what is above it. */
const headerHeight = 80;

/** j and k: the next and the previous event of a timeline get the focus; the first time, the first one that is seen. */
export const useStepping = (timeline: RefObject<HTMLElement | null>): void => {
  const step = useCallback(
    (by: number): void => {
      const events = [...(timeline.current?.querySelectorAll<HTMLElement>('[data-event]') ?? [])];
      const at = events.findIndex((event) => event === document.activeElement);
      const next = at === -1 ? events.find((event) => event.getBoundingClientRect().top >= headerHeight) : events[at + by];
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: 'nearest' });
    },
    [timeline],
  );
  useShortcut(
    'j',
    useCallback(() => step(1), [step]),
  );
  useShortcut(
    'k',
    useCallback(() => step(-1), [step]),
  );
};
