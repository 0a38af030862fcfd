/**
 * What is cut off both ends of ids: Unicode White_Space (25 code points), zero width space and the byte order mark. Frozen here,
 * because no two engines agree on what their own `trim` removes.
 */
export const trimmedCharacters =
  '\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF';

const trimmed = new Set(trimmedCharacters);

/** The id without {@link trimmedCharacters} at its ends. */
export const trimId = (id: string): string => {
  let start = 0;
  let end = id.length;
  while (start < end && trimmed.has(id.charAt(start))) start++;
  while (end > start && trimmed.has(id.charAt(end - 1))) end--;
  return id.slice(start, end);
};
