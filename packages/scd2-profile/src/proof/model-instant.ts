/** Instants of decision D30: microseconds since 1970 in UTC. */
const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))?$/;

/** A text without an offset is UTC; digits below a microsecond are cut. */
export const instantOf = (text: string): bigint => {
  const [, date, time, fraction = '', sign, hours, minutes] = form.exec(text.trim()) ?? [];
  const offset = sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  const seconds = Date.parse(`${date}T${time}Z`) / 1000 - offset;
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
};

export const isoOf = (instant: bigint): string => {
  const micros = ((instant % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((instant - micros) / 1000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(micros).padStart(6, '0')}Z`;
};

/** The date of an instant, or of a text that begins with one; null where there is no such day (D19). */
export const dateOf = (text: string): string | null => {
  const date = Array.from(text).slice(0, 10).join('');
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || date.startsWith('0000')) return null;
  const midnight = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(midnight.valueOf()) || midnight.toISOString().slice(0, 10) !== date ? null : date;
};

/** Full years from a birthdate to a date: a birthday on 29 February is 1 March in other years (D26). */
export const ageAt = (birthdate: string, date: string): number =>
  Number(date.slice(0, 4)) - Number(birthdate.slice(0, 4)) - (date.slice(5) < birthdate.slice(5) ? 1 : 0);
