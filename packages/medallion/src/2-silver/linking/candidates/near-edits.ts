/** Letters of the longest word that is compared: longer ones are near only to themselves. */
const longest = 64;

let before = new Int32Array(longest + 1);
let row = new Int32Array(longest + 1);
let next = new Int32Array(longest + 1);

/** Distance with transpositions of neighbours (optimal string alignment) where it is `most` or less, else more than `most`; allocates nothing. */
export const nearEdits = (left: string, right: string, most: number): number => {
  if (Math.abs(left.length - right.length) > most || left.length > longest || right.length > longest) return most + 1;
  for (let j = 0; j <= right.length; j++) row[j] = j;
  for (let i = 1; i <= left.length; i++) {
    const [letter, letterBefore] = [left.charCodeAt(i - 1), i > 1 ? left.charCodeAt(i - 2) : -1];
    next[0] = i;
    let least = i;
    for (let j = 1; j <= right.length; j++) {
      const other = right.charCodeAt(j - 1);
      let best = row[j - 1]! + (letter === other ? 0 : 1);
      if (row[j]! < best) best = row[j]! + 1;
      if (next[j - 1]! < best) best = next[j - 1]! + 1;
      if (j > 1 && letterBefore === other && letter === right.charCodeAt(j - 2) && before[j - 2]! < best) best = before[j - 2]! + 1;
      next[j] = best;
      if (best < least) least = best;
    }
    if (least > most) return most + 1;
    const oldest = before;
    before = row;
    row = next;
    next = oldest;
  }
  return row[right.length]!;
};
