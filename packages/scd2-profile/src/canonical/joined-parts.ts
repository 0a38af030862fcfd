/**
 * Texts joined to one from which they can be read again, whatever they hold: `|` stands between them, `~` before what stands for
 * itself, `~0` for NULL. In the language of models.
 */
export const joinedParts = (texts: readonly string[]): string =>
  texts.map((x) => `COALESCE(REPLACE(REPLACE(${x}, '~', '~~'), '|', '~1'), '~0')`).join(` || '|' || `);
