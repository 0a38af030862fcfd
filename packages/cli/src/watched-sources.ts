import { statSync } from 'node:fs';
import { Interrupted } from '@audit/contract';
import type { InputSource } from '@audit/warehouse';
import type { Progress } from './output/progress.ts';

/** Bytes of all inputs as given; undefined where one is a stream. */
const totalBytes = (sources: readonly InputSource[]): number | undefined => {
  let total = 0;
  for (const { path } of sources) {
    const found = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
    if (found?.isFile() !== true) return undefined;
    total += found.size;
  }
  return total;
};

/** The same inputs, watched: how far they are read is shown, and Ctrl-C ends the reading. */
export const watchedSources = (sources: readonly InputSource[], progress: Progress, interrupted: AbortSignal): readonly InputSource[] => {
  const total = totalBytes(sources);
  let done = 0;
  return sources.map((source) => ({
    ...source,
    open: async () => {
      const reader = await source.open();
      return {
        close: () => reader.close(),
        read: async (into, at, most) => {
          if (interrupted.aborted) throw new Interrupted(String(interrupted.reason));
          const count = await reader.read(into, at, most);
          done += count;
          progress.advance({ label: source.label, done, ...(total === undefined ? {} : { total }) });
          return count;
        },
      };
    },
  }));
};
