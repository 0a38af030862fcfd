/** A month of a course; null where nothing is known of it. */
export interface Point {
  readonly month: string;
  readonly value: number | null;
}

const monthsBefore = (month: string, count: number): string => {
  const [year = 0, own = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, own - 1 - count, 1)).toISOString().slice(0, 10);
};

/** The last months to that of a day, one point each, whether anything is known of it or not. */
export const monthly = (points: readonly Point[], asOf: string, count = 12): readonly Point[] => {
  const known = new Map(points.map(({ month, value }) => [month.slice(0, 7), value]));
  return Array.from({ length: count }, (_, at) => monthsBefore(asOf, count - 1 - at)).map((month) => ({
    month,
    value: known.get(month.slice(0, 7)) ?? null,
  }));
};

/** Drawing area, in units of the picture. */
export const area = { width: 120, height: 28, pad: 2 } as const;

/** Height of a value: 0 at the bottom unless there are smaller ones. */
const scaleOf = (values: readonly number[]): ((value: number) => number) => {
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  return (value) => area.height - area.pad - ((value - low) / span) * (area.height - 2 * area.pad);
};

const valuesOf = (points: readonly Point[]): readonly number[] => points.flatMap(({ value }) => (value === null ? [] : [value]));

/** A line through the known values, as a path of SVG; it breaks where one is not known. */
export const linePath = (points: readonly Point[]): string => {
  const y = scaleOf(valuesOf(points));
  const step = (area.width - 2 * area.pad) / Math.max(1, points.length - 1);
  return points
    .flatMap(({ value }, at) => {
      if (value === null) return [];
      const begins = at === 0 || points[at - 1]?.value === null;
      return [`${begins ? 'M' : 'L'}${(area.pad + at * step).toFixed(2)} ${y(value).toFixed(2)}`];
    })
    .join('');
};

/** Bars of the known values. */
export const bars = (
  points: readonly Point[],
): readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[] => {
  const y = scaleOf(valuesOf(points));
  const step = area.width / Math.max(1, points.length);
  return points.flatMap(({ value }, at) => {
    if (value === null) return [];
    const [top, ground] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    return [{ x: at * step + step * 0.2, y: top, width: step * 0.6, height: Math.max(1, ground - top) }];
  });
};

/** The last known value and the one before it; undefined where there are not two. */
export const lastTwo = (points: readonly Point[]): readonly [before: Point, last: Point] | undefined => {
  const [last, before] = points.toReversed().filter(({ value }) => value !== null);
  return last === undefined || before === undefined ? undefined : [before, last];
};
