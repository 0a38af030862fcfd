import { catalogue } from './catalogue.ts';
import { type Reason, reasons } from './reasons.ts';

const exits: readonly (readonly [number, string])[] = [
  [0, 'done'],
  [1, 'unexpected failure'],
  [2, 'wrong usage or configuration, a missing file included'],
  [3, 'data refused: a bad record in fail mode, a check, a damaged file; nothing published'],
  [4, 'done, but some rows are in quarantine'],
  [5, 'authentication'],
  [6, 'source unavailable'],
  [75, 'try again later: another run holds the lock; checkpoint kept'],
  [130, 'interrupted'],
];

const scopes: Readonly<Record<Reason['scope'], string>> = {
  record: 'the record',
  set: 'all records concerned',
  file: 'the file, or the record where it can be skipped',
};

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
};

/** docs/errors.md: exit codes, error classes and reason codes, in Markdown. */
export const errorsPage = (): string => {
  const codes = Object.entries<Reason>(reasons).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `${[
    '# Errors',
    'Generated from `packages/contract/src/errors`; do not edit. Every message says what is wrong, where, and what to do; `--json` carries the code.',
    '## Exit codes',
    table(
      ['exit', 'meaning'],
      exits.map(([code, meaning]) => [String(code), meaning]),
    ),
    '## Errors',
    table(
      ['code', 'exit', 'what', 'meaning', 'what to do'],
      catalogue.map((e) => [`\`${e.code}\``, String(e.exitCode), e.title, e.meaning, e.remedy]),
    ),
    '## Reasons a record or file is refused',
    'With `--on-error fail` (the default) any of these ends the run with exit 3 and nothing is written. With `--on-error quarantine` what is refused stands in `ops_quarantine` with its reason and the exit is 4.',
    table(
      ['code', 'refuses', 'meaning', 'what to do'],
      codes.map(([code, reason]) => [`\`${code}\``, scopes[reason.scope], reason.meaning, reason.remedy]),
    ),
  ].join('\n\n')}\n`;
};
