/**
 * Length in bytes of the well-formed UTF-8 sequence that starts at `at` with a byte ≥ 0x80; 0 if it is not one (overlong
 * forms, surrogates, beyond U+10FFFF, cut). Unicode 16, table 3-7. Reading beyond the end must give a byte < 0x80.
 */
export const utf8Length = (bytes: Uint8Array, at: number): number => {
  const lead = bytes[at]!;
  const second = bytes[at + 1]!;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return continues(second) ? 2 : 0;
  if (lead < 0xf0) {
    if (second < (lead === 0xe0 ? 0xa0 : 0x80) || second > (lead === 0xed ? 0x9f : 0xbf)) return 0;
    return continues(bytes[at + 2]!) ? 3 : 0;
  }
  if (second < (lead === 0xf0 ? 0x90 : 0x80) || second > (lead === 0xf4 ? 0x8f : 0xbf)) return 0;
  return continues(bytes[at + 2]!) && continues(bytes[at + 3]!) ? 4 : 0;
};

const continues = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** Writes one code point as UTF-8; returns the position after it. */
export const putUtf8 = (to: Uint8Array, at: number, codePoint: number): number => {
  if (codePoint < 0x80) {
    to[at] = codePoint;
    return at + 1;
  }
  if (codePoint < 0x800) {
    to[at] = 0xc0 | (codePoint >> 6);
    to[at + 1] = 0x80 | (codePoint & 0x3f);
    return at + 2;
  }
  if (codePoint < 0x10000) {
    to[at] = 0xe0 | (codePoint >> 12);
    to[at + 1] = 0x80 | ((codePoint >> 6) & 0x3f);
    to[at + 2] = 0x80 | (codePoint & 0x3f);
    return at + 3;
  }
  to[at] = 0xf0 | (codePoint >> 18);
  to[at + 1] = 0x80 | ((codePoint >> 12) & 0x3f);
  to[at + 2] = 0x80 | ((codePoint >> 6) & 0x3f);
  to[at + 3] = 0x80 | (codePoint & 0x3f);
  return at + 4;
};
