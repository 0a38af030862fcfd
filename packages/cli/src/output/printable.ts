/**
 * Text from outside (a path, a header, an id) as a terminal may show it: control characters, which could move the cursor, clear
 * the screen or hide what follows, are blanked. Line ends stay.
 */
export const printable = (text: string): string => text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ');
