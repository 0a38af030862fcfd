import type { CommandContext } from '../../context.ts';
import { jsonDocument } from '../../output/json.ts';
import { printable } from '../../output/printable.ts';
import { byteSize, counted, duration, grouped } from '../../output/quantity.ts';
import type { MartFlags } from './mart-flags.ts';
import type { MartSummary } from './summary.ts';

const rowsLine = ({ received, accepted, quarantined, duplicates_dropped: dropped }: MartSummary): string => {
  const parts = [
    `${grouped(accepted)} accepted`,
    `${grouped(quarantined)} quarantined`,
    ...(dropped > 0 ? [`${grouped(dropped)} dropped`] : []),
  ];
  return `${counted(received, 'row')}: ${parts.join(', ')}`;
};

const placeLine = (summary: MartSummary): string => {
  if (summary.output !== null) return summary.output === '-' ? 'stdout' : summary.output;
  return `${summary.lake ?? ''}, version ${summary.version ?? 0}${summary.status === 'unchanged' ? ' as before: nothing was new' : ''}`;
};

/** The summary for people: one fact a line. */
export const summaryText = (summary: MartSummary): string => {
  const periods = Object.entries(summary.periods).map(([unit, rows]) => `${unit} ${grouped(rows)}`);
  const reasons = Object.entries(summary.reasons).map(([code, rows]) => `${code} ${grouped(rows)}`);
  const quarantine =
    summary.output === null ? 'audit show quarantine' : summary.output === '-' ? 'above' : `${summary.output}.quarantine.ndjson`;
  const facts = [
    ['read', `${counted(summary.files.length, 'file')}, ${rowsLine(summary)}`],
    ...(summary.status === 'quarantined' ? [['refused', `${reasons.join(', ')} (${quarantine})`]] : []),
    ['orders', `${grouped(summary.orders)} of ${counted(summary.customers, 'customer')}, from ${counted(summary.lines, 'line')}`],
    ...(summary.exclude_status.length > 0 ? [['left out', `${counted(summary.lines_excluded, 'line')} for their status`]] : []),
    ['periods', periods.join(', ')],
    ['marts', placeLine(summary)],
    ['took', `${duration(summary.seconds)}, peak memory ${byteSize(summary.peak_memory_bytes)}`],
    ...summary.notes.map((note) => ['note', note]),
  ];
  return facts.map(([name = '', fact = '']) => `${name.padEnd(9)}${printable(fact)}\n`).join('');
};

/** Prints the summary and sets the exit code: 4 when rows are in quarantine. */
export const printSummary = async (context: CommandContext, summary: MartSummary, flags: MartFlags): Promise<void> => {
  if (summary.status === 'quarantined') context.finish(4);
  if (flags.json) await context.stdout.write(jsonDocument(summary));
  else if (!flags.quiet) await (summary.output === '-' ? context.stderr : context.stdout).write(summaryText(summary));
};
