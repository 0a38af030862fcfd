import type { Style } from '../../output/style.ts';
import type { Finding } from './finding.ts';

const marks = { ok: ['green', 'ok  '], warn: ['yellow', 'warn'], fail: ['red', 'FAIL'] } as const;

/** The findings for people, and what to do about those that are not well. */
export const doctorText = (findings: readonly Omit<Finding, 'exitCode'>[], style: Style): string => {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, status, detail, remedy }) => {
    const [colour, mark] = marks[status];
    const line = `${style(colour, mark)}  ${name.padEnd(width)}  ${detail}`;
    return remedy === null ? [line] : [line, `${' '.repeat(width + 8)}${remedy}`];
  });
  const failed = findings.filter(({ status }) => status === 'fail').length;
  return `${lines.join('\n')}\n\n${failed === 0 ? 'All well.' : `${failed} of ${findings.length} not fit for work.`}\n`;
};
