/**
 * Text from outside (a path, a header, an id) as a terminal may show it: control characters, which could move the cursor, clear
 * the screen or hide what follows, are blanked. Line ends stay.
 */
export const printable = (text: string): string => text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ');

/** The same of every text in a value of plain data. */
export const allPrintable = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, part: unknown) => (typeof part === 'string' ? printable(part) : part)) as T;
