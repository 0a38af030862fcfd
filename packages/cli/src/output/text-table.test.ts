import { expect, test } from 'vitest';
import { textTable } from './text-table.ts';

test('numbers stand right, words left, and no line ends in blanks', () => {
  const text = textTable(
    [{ title: 'table' }, { title: 'rows', align: 'right' }, { title: 'note' }],
    [
      ['gold_orders', '300,000', ''],
      ['ops', '7', 'small'],
    ],
  );
  expect(text).toBe('table           rows  note\ngold_orders  300,000\nops                7  small\n');
});

test('a long cell is cut and a control character cannot reach the terminal', () => {
  expect(textTable([{ title: 'raw', maxWidth: 6 }], [['\u001b[31mred text']])).toBe('raw\n [31m…\n');
});
