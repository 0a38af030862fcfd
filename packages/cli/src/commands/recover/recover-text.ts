import type { RecoverReport } from '@audit/warehouse';
import { counted } from '../../output/quantity.ts';

/** What recovery did, or would do, for people. */
export const recoverText = ({ finished, rolledBack, temporaries, orphans }: RecoverReport, version: number, dryRun: boolean): string => {
  const found = [
    ...(finished.length === 0 ? [] : [counted(finished.length, 'published run')]),
    ...(rolledBack.length === 0 ? [] : [counted(rolledBack.length, 'broken run')]),
    ...(temporaries.length === 0 ? [] : [counted(temporaries.length, 'half-made file')]),
  ];
  const deed = dryRun ? 'Would tidy up after' : 'Tidied up after';
  const what = found.length === 0 ? 'Nothing to tidy up' : `${deed} ${found.join(', ')}`;
  const unlisted = orphans.length === 0 ? '' : `${counted(orphans.length, 'file')} that no version lists: audit vacuum removes them.\n`;
  return `${what}. The lake stands at version ${version}.\n${unlisted}`;
};
