const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

const checkOf = (five: string): string =>
  checks[Array.from(five).reduce((sum, character, bit) => sum + (/[A-Z]/.test(character) ? 2 ** bit : 0), 0)] ?? '';

/** An id of 15 characters with the three that make it safe where case is lost: each tells which of five characters are capitals. */
export const checkedId = (short: string): string =>
  `${short}${checkOf(short.slice(0, 5))}${checkOf(short.slice(5, 10))}${checkOf(short.slice(10))}`;

/** The id of row `n`: three characters of the object, twelve of the row, and the check. The SQL macro `sf_id` makes the same. */
export const salesforceId = (prefix: string, n: number): string =>
  checkedId(`${prefix}5g00000${[4, 3, 2, 1, 0].map((power) => digits[Math.floor(n / 62 ** power) % 62]).join('')}`);

/** Id of the organisation. */
export const organisationId = salesforceId('00D', 0);
/** Id of the user that clients log in as. */
export const userId = salesforceId('005', 0);
