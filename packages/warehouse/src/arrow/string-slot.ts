/**
 * DuckDB keeps a text value in a slot of 16 bytes (`duckdb_string_t`): a 32-bit length, then up to 12 bytes of text;
 * or, for longer text, its first 4 bytes and a 64-bit pointer to all of it.
 */
export const SLOT = 16;
export const INLINE = 12;

const WORD = 4294967296;

/** The pointer in slot `row` of a slot array seen as 32-bit words. User-space addresses are exact in a double. */
export const pointerAt = (words: Uint32Array, row: number): number => words[4 * row + 2]! + words[4 * row + 3]! * WORD;

export const setPointer = (words: Uint32Array, row: number, pointer: number): void => {
  words[4 * row + 2] = pointer % WORD;
  words[4 * row + 3] = Math.floor(pointer / WORD);
};
