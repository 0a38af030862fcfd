import { OutOfMemory, quote } from '@audit/contract';
import type { Engine } from '../../engine/engine.ts';

/** An engine that runs out of memory, or of what is given, when `output` is computed from more than so many rows of `input`. */
export const narrowEngine = (
  engine: Engine,
  input: string,
  output: string,
  rowsAtMost: number,
  lack: Error = new OutOfMemory(`computing ${output}`, '1KB'),
): Engine => ({
  ...engine,
  session: async () => {
    const session = await engine.session();
    return {
      ...session,
      materialise: async (name, sql) => {
        if (name === output) {
          const [row] = await session.evidence(`SELECT COUNT(*) AS n FROM ${quote(input)}`, 1);
          if (Number(row?.['n']) > rowsAtMost) throw lack;
        }
        return await session.materialise(name, sql);
      },
    };
  },
});
