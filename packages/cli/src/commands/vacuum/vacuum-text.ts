import type { VacuumReport } from '@audit/warehouse';
import { byteSize, counted } from '../../output/quantity.ts';

const shownFiles = 20;

/** What vacuum removed, or would remove, for people. */
export const vacuumText = ({ kept, dropped, removed, removedBytes }: VacuumReport, dryRun: boolean): string => {
  const heading = `${dryRun ? 'Would remove' : 'Removed'} ${counted(removed.length, 'file')} (${byteSize(removedBytes)}) of ${counted(dropped.length, 'version')}; ${counted(kept.length, 'version')} can still be read.`;
  const files = removed.slice(0, shownFiles).map((path) => `  ${path}`);
  const more = removed.length > shownFiles ? [`  … and ${removed.length - shownFiles} more`] : [];
  return `${[heading, ...files, ...more].join('\n')}\n`;
};
