import { expect, test } from 'vitest';
import type { Output } from '../context.ts';
import { progressOn } from './progress.ts';

const screen = (isTTY: boolean): Output & { readonly text: () => string } => {
  let text = '';
  return { isTTY, columns: 80, closed: false, text: () => text, write: async (part) => void (text += part) };
};

test('a terminal sees a bar, at most ten times a second, and a clear line at the end', () => {
  const output = screen(true);
  let time = 0;
  const progress = progressOn(output, { quiet: false, millis: () => time });
  progress.advance({ label: 'lines.json', done: 500_000, total: 1_000_000 });
  time = 50;
  progress.advance({ label: 'lines.json', done: 600_000, total: 1_000_000 });
  time = 150;
  progress.advance({ label: 'lines.json', done: 1_000_000, total: 1_000_000 });
  progress.finish();
  expect(output.text()).toContain(' 50 %  500.0 kB of 1.0 MB');
  expect(output.text()).not.toContain(' 60 %');
  expect(output.text()).toContain('100 %');
  expect(output.text().endsWith('\r\u001b[2K')).toBe(true);
});

test('things other than bytes are counted by name', () => {
  const output = screen(true);
  const progress = progressOn(output, { quiet: false, millis: () => 0 });
  progress.advance({ label: 'verifying', done: 1, total: 4, unit: 'files' });
  expect(output.text()).toContain('verifying  █████░░░░░░░░░░░░░░░  25 %  1 of 4 files');
});

test('a pipe sees nothing', () => {
  const output = screen(false);
  const progress = progressOn(output, { quiet: false });
  progress.advance({ label: 'lines.json', done: 1 });
  progress.finish();
  expect(output.text()).toBe('');
});
