import { trimId } from '@audit/contract';
import type { CellSheet } from './cell-sheet.ts';

/** Puts the cell of an id: trimmed, which hardly any needs. */
export const putId = (sheet: CellSheet, slot: number, bytes: Uint8Array, start: number, end: number): void => {
  if (start === end || (isSolid(bytes[start]!) && isSolid(bytes[end - 1]!))) {
    sheet.text(slot, bytes, start, end);
    return;
  }
  const trimmed = Buffer.from(trimId(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')), 'utf8');
  sheet.text(slot, trimmed, 0, trimmed.length);
};

/** Whether a byte at the end of a text shows that nothing is to be cut off there: it is a printed ASCII character. */
const isSolid = (byte: number): boolean => byte > 0x20 && byte < 0x7f;
