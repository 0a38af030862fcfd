/**
 * A text written so that many of them, with `|` between, can be read again whatever they hold: `~1` is a delimiter, `~~` what stands
 * before it, `~0` is NULL. In the language of models, and in the SQL of every engine the hash is written for.
 */
export const escapedPart = (text: string): string => `COALESCE(REPLACE(REPLACE(${text}, '~', '~~'), '|', '~1'), '~0')`;
