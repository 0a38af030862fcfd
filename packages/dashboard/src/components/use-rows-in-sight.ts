import { type RefObject, useEffect, useState } from 'react';

/** Rows from one on, to before another. */
interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** Rows above and below that are made too: the keyboard steps into them, and a quick scroll shows no empty ground. */
const spare = 20;

/**
 * Which of many rows of the same height are in the window, with some to spare.
 *
 * @param top where they begin @param height of the window, both in pixels
 */
export const rowsInSight = (top: number, height: number, rows: number, rowPixels: number): Stretch => {
  const first = Math.floor(Math.max(0, -top) / rowPixels) - spare;
  const last = Math.ceil(Math.max(0, height - top) / rowPixels) + spare;
  // In steps: not each pixel of a scroll draws anew.
  const from = Math.min(Math.max(0, Math.floor(first / 10) * 10), Math.max(0, rows - spare));
  return { from, until: Math.min(rows, Math.ceil(last / 10) * 10) };
};

/** The rows of an element that are in the window, as it scrolls; all of none. */
export const useRowsInSight = (element: RefObject<HTMLElement | null>, rows: number, rowPixels: number): Stretch => {
  const [sight, setSight] = useState<Stretch>({ from: 0, until: Math.min(rows, 3 * spare) });
  useEffect(() => {
    if (rows === 0) return undefined;
    const look = (): void => {
      const top = element.current?.getBoundingClientRect().top ?? 0;
      const next = rowsInSight(top, innerHeight, rows, rowPixels);
      setSight((before) => (before.from === next.from && before.until === next.until ? before : next));
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [element, rows, rowPixels]);
  return sight;
};
