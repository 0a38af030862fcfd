import { expect, test } from 'vitest';
import { prettyLine } from './log.ts';

test('a log line for people shows time, level, message and facts', () => {
  const line = prettyLine(JSON.stringify({ level: 30, time: Date.UTC(2026, 0, 2, 3, 4, 5), rows: 3, file: 'a.json', msg: 'landed' }));
  expect(line).toBe('03:04:05 info  landed  rows=3  file=a.json\n');
});
