/**
 * Decimal text as it is printed: no trailing zeros after the point, and −0 is 0.
 * @param text plain decimal text, as a DECIMAL column gives it
 * @example plainNumber('12.3000') // => '12.3'
 */
export const plainNumber = (text: string): string => {
  if (!text.includes('.')) return text === '-0' ? '0' : text;
  let end = text.length;
  while (text[end - 1] === '0') end--;
  if (text[end - 1] === '.') end--;
  const shown = text.slice(0, end);
  return shown === '-0' ? '0' : shown;
};
