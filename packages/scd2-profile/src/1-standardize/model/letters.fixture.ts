/** Blanks and capitals as the decisions name them (D11, D12), from the data of this Node and not from the frozen tables. */
const blanks = new Set(
  [9, 10, 11, 12, 13, 32, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0x200b, 0xfeff]
    .concat(Array.from({ length: 11 }, (_, at) => 0x2000 + at))
    .map((codePoint) => String.fromCodePoint(codePoint)),
);

export const modelTrim = (text: string): string => {
  const letters = [...text];
  while (letters.length > 0 && blanks.has(letters[0]!)) letters.shift();
  while (letters.length > 0 && blanks.has(letters.at(-1)!)) letters.pop();
  return letters.join('');
};

/** Greek letters with a iota below, whose capital in one code point is the one of titles. */
const titles = new Map(
  [0x1f80, 0x1f90, 0x1fa0]
    .flatMap((row) => Array.from({ length: 8 }, (_, at) => [row + at, row + at + 8] as const))
    .concat([
      [0x1fb3, 0x1fbc],
      [0x1fc3, 0x1fcc],
      [0x1ff3, 0x1ffc],
      [0xdf, 0x1e9e],
    ])
    .map(([small, capital]) => [String.fromCodePoint(small), String.fromCodePoint(capital)] as const),
);

const capital = (letter: string): string => {
  const upper = letter.toUpperCase();
  return [...upper].length === 1 ? upper : (titles.get(letter) ?? letter);
};

/** Capitals, one code point to one. Letters younger than Unicode 14 are not to be given. */
export const modelUpper = (text: string): string => [...text].map(capital).join('');
