import type { MadeProject } from './write-project.ts';

/** What was made, and what to type next. */
export const projectSummary = ({ dir, files }: MadeProject, dryRun: boolean): string => {
  const made = `${dryRun ? 'Would write' : 'Wrote'} ${files.length} files into ${dir}:\n${files.map((file) => `  ${file}`).join('\n')}\n`;
  if (dryRun) return made;
  const enter = dir === '.' ? [] : [`  cd ${dir}`];
  const next = [...enter, '  npx --no-install audit build-mart input/transactions.csv', '  npx --no-install audit show orders'];
  return `${made}\nNext:\n${next.join('\n')}\n`;
};
