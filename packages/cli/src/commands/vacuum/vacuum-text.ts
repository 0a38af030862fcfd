import type { VacuumReport } from '@audit/warehouse';
import { byteSize, counted } from '../../output/quantity.ts';

const shownFiles = 20;

/** What vacuum removed, or would remove, for people. @param tagged the version it named before */
export const vacuumText = (
  { kept, dropped, removed, removedBytes }: VacuumReport,
  dryRun: boolean,
  tagged: { readonly name: string; readonly version: number } | undefined,
): string => {
  const tag = tagged === undefined ? [] : [`Version ${tagged.version} is tagged "${tagged.name}".`];
  const heading = `${dryRun ? 'Would remove' : 'Removed'} ${counted(removed.length, 'file')} (${byteSize(removedBytes)}) of ${counted(dropped.length, 'version')}; ${counted(kept.length, 'version')} can still be read.`;
  const files = removed.slice(0, shownFiles).map((path) => `  ${path}`);
  const more = removed.length > shownFiles ? [`  … and ${removed.length - shownFiles} more`] : [];
  return `${[...tag, heading, ...files, ...more].join('\n')}\n`;
};
