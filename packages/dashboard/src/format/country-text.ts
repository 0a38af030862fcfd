const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** A country by its code, such as Germany; anything else as it is. */
export const countryText = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code);
