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
  // By input: one that is hashed first is opened, and counted, anew.
  const done = new Map<InputSource, number>();
  return sources.map((source) => ({
    ...source,
    open: async () => {
      const reader = await source.open();
      done.set(source, 0);
      return {
        close: () => reader.close(),
        read: async (into, at, most) => {
          if (interrupted.aborted) throw new Interrupted(String(interrupted.reason));
          const count = await reader.read(into, at, most);
          done.set(source, (done.get(source) ?? 0) + count);
          const sum = [...done.values()].reduce((all, bytes) => all + bytes, 0);
          progress.advance({ label: source.label, done: sum, ...(total === undefined ? {} : { total }) });
          return count;
        },
      };
    },
  }));
};
