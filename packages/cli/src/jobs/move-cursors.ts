import type { Lake, Manifest } from '@audit/warehouse';
import type { RunIdentity } from '../run-identity.ts';

type Watermarks = Manifest['watermarks'];

/** Publishes a version in which only the cursors of the sources differ; none where they do not. @throws LakeBusy */
export const moveCursors = async (
  lake: Lake,
  identity: RunIdentity,
  move: (before: Watermarks, head: Manifest) => Watermarks,
): Promise<Manifest> => {
  await using lock = await lake.lock(identity);
  const head = lake.head();
  const watermarks = move(head.watermarks, head);
  if (JSON.stringify(watermarks) === JSON.stringify(head.watermarks)) return head;
  const { runId, clock } = identity;
  return lake.commit(lock, head, {
    job: 'state',
    runId,
    runKey: runId,
    clock,
    codeHash: head.codeHash,
    configHash: head.configHash,
    tables: head.tables,
    watermarks,
    accounts: [],
  });
};
