// A process of concurrent-run.test.ts: `write <lake> <name> <batches>` publishes so many batches, or `hold <lake>` takes the
// lock and keeps it until it is killed. Prints one JSON line an event.
import { setTimeout as pause } from 'node:timers/promises';
import { LakeBusy } from '@audit/contract';
import { runBatch } from './batch-run.ts';
import { Lake } from '../lake.ts';
import { localFileSystem } from '../local-file-system.ts';

const print = (event: unknown): void => void process.stdout.write(`${JSON.stringify(event)}\n`);

const write = async (lake: Lake, name: string, batches: number): Promise<void> => {
  for (let batch = 0; batch < batches;) {
    try {
      await runBatch({ fs: localFileSystem, lake }, `${name}-${batch}`);
      batch++;
    } catch (error) {
      if (!(error instanceof LakeBusy)) throw error;
      print({ busy: error.exitCode, holder: error.facts['holder'] ?? null });
      await pause(2);
    }
  }
};

const [verb = '', root = '', name = '', batches = ''] = process.argv.slice(2);
const lake = Lake.open(root);
if (verb === 'hold') {
  const lock = await lake.lock({ runId: 'held-run', command: 'audit build-mart' });
  print({ held: lock.held, pid: process.pid });
  setInterval(() => {}, 1000);
} else {
  await write(lake, name, Number(batches));
}
