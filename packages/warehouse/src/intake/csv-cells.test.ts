import { expect, test } from 'vitest';
import { csvCells } from './csv-cells.ts';

test('a record comes apart at its delimiter, outside of quotes; quotes are taken out', () => {
  expect(csvCells('a,"b,""c""\nd",,e', ',')).toEqual(['a', 'b,"c"\nd', '', 'e']);
  expect(csvCells('1,5;x', ';')).toEqual(['1,5', 'x']);
});
