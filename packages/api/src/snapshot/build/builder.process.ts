import { enableCompileCache } from 'node:module';
import { setPriority } from 'node:os';
import type { BuildOutcome, ProcessOrder } from './build-apart.ts';

/** Below those who answer: it takes what they leave, and a third of what one of them gets where all want more than there is. */
const priorityBeside = 5;

const outcomeOf = async ({ root, isBeside, ...order }: ProcessOrder): Promise<BuildOutcome> => {
  if (isBeside) setPriority(priorityBeside);
  // Loaded here, so that the next process finds them compiled.
  const [{ AuditError }, { Lake }, { buildSnapshot }] = await Promise.all([
    import('@audit/contract'),
    import('@audit/warehouse'),
    import('./build-snapshot.ts'),
  ]);
  try {
    await buildSnapshot({ lake: Lake.open(root), ...order });
    return { failed: undefined };
  } catch (error) {
    if (error instanceof AuditError) {
      const { code, exitCode, message, facts } = error;
      return { failed: { code, exitCode, message, facts: JSON.stringify(facts), stack: error.stack } };
    }
    return { failed: { code: undefined, message: String(error), stack: error instanceof Error ? error.stack : undefined } };
  }
};

enableCompileCache();
process.on('SIGHUP', () => undefined);
// Whoever ordered it is gone, and so will be the folder.
process.once('disconnect', () => process.exit(1));
process.once('message', (order: ProcessOrder) => void outcomeOf(order).then((outcome) => process.send?.(outcome, () => process.exit(0))));
