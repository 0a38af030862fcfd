/** 1234567 → '1,234,567'. */
export const grouped = (count: number | bigint): string => count.toString().replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** 1500000 → '1.5 MB'; powers of 1000, as disks are sold. */
export const byteSize = (bytes: number): string => {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
};

/** 1 order, 2 orders. */
export const counted = (count: number | bigint, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${BigInt(count) === 1n ? one : many}`;

/** 83.2 → '1 min 23 s', 0.42 → '0.4 s'. */
export const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;

const spans = [
  ['d', 86_400_000_000],
  ['h', 3_600_000_000],
  ['min', 60_000_000],
  ['s', 1_000_000],
] as const;

/** Microseconds in their two largest units: 93784000000 → '1 d 2 h', -1500000 → '-1.5 s'. */
export const span = (us: number): string => {
  const size = Math.abs(us);
  const sign = us < 0 ? '-' : '';
  const at = spans.findIndex(([, length]) => size >= length);
  const [unit, length] = spans[at] ?? (['s', 1_000_000] as const);
  const [finer, part] = spans[at + 1] ?? ([undefined, 0] as const);
  if (finer === undefined || at === -1) return `${sign}${Number((size / 1_000_000).toFixed(6))} s`;
  return `${sign}${Math.floor(size / length)} ${unit} ${Math.floor((size % length) / part)} ${finer}`;
};
