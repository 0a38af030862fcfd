import type { Waterfall } from '@audit/medallion';

/** A bar of a waterfall: it goes from the sum before it to the sum with it. */
export interface WaterfallBar {
  readonly part: string;
  readonly found: string;
  readonly bits: number;
  readonly from: number;
  readonly to: number;
}

/** The bars of the parts that weigh anything, and how far they reach; 0 is even odds, and always within. */
export const waterfallBars = ({
  contributions,
}: Waterfall): { readonly bars: readonly WaterfallBar[]; readonly least: number; readonly most: number } => {
  let sum = 0;
  const bars = contributions.map(({ part, found, bits }): WaterfallBar => {
    const from = sum;
    sum += bits;
    return { part, found, bits, from, to: sum };
  });
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  return { bars, least: Math.min(0, ...ends), most: Math.max(0, ...ends) };
};

/** 3.456 → '+3.46'; what rounds to nothing has no sign. */
export const signed = (bits: number): string => {
  const text = Math.abs(bits).toFixed(2);
  return Number(text) === 0 ? '0.00' : `${bits < 0 ? '−' : '+'}${text}`;
};

/** 0.97234 → '97.2 %'; what is not quite sure is never called 0 or 100. */
export const percent = (probability: number): string => {
  if (probability > 0 && probability < 0.001) return '< 0.1 %';
  if (probability < 1 && probability > 0.999) return '> 99.9 %';
  return `${(100 * probability).toFixed(1)} %`;
};
