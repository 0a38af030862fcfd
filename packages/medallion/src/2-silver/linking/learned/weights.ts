import { z } from 'zod';
import { comparisonNames, comparisons, levelStart } from './comparisons.ts';

const level = z.strictObject({ bits: z.number(), m: z.number().min(0).max(1), u: z.number().min(0).max(1) });

/** A file of weights: `configs` and the default beside this file have its shape. */
export const weightsFile = z.strictObject({
  version: z.literal(1),
  /** What the weights were fitted on, and how. */
  fitted: z.strictObject({ on: z.array(z.string()), pairs: z.int(), matches: z.int(), by: z.string() }),
  /** Logarithm, base 2, of the odds that two candidates are one, nothing else known. */
  prior: z.number(),
  /** How many of the pairs it was fitted on are one. */
  share: z.number().gt(0).lt(1),
  /** By comparison and level: the weight in bits, and how frequent the level is among pairs that are one (m) and are not (u). */
  levels: z.record(z.string(), z.record(z.string(), level)),
});
export type WeightsFile = z.output<typeof weightsFile>;

/** Weights as rows by the place of a level. Bits: logarithms of base 2 of how much more likely a level makes it that two are one. */
export interface Weights {
  readonly prior: number;
  readonly share: number;
  readonly bits: Float64Array;
  readonly m: Float64Array;
  readonly u: Float64Array;
}

/** Names that ask alone are candidates from so likely on by the rules: the fit has seen those, so that the weights are about them. */
export const fittedFrom = 0.05;

/** Of a level no fit has met: it says nothing. */
const unmet = { bits: 0, m: 0, u: 0 };

export const weightsOf = ({ prior, share, levels }: WeightsFile): Weights => {
  const rows = { bits: new Float64Array(levelStart.all), m: new Float64Array(levelStart.all), u: new Float64Array(levelStart.all) };
  for (const name of comparisonNames) {
    comparisons[name].forEach((text, place) => {
      const { bits, m, u } = levels[name]?.[text] ?? unmet;
      const at = levelStart[name] + place;
      rows.bits[at] = bits;
      rows.m[at] = m;
      rows.u[at] = u;
    });
  }
  return { prior, share, ...rows };
};

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The levels that a fit has met, for a file. */
export const levelsOf = ({ bits, m, u }: Weights): WeightsFile['levels'] =>
  Object.fromEntries(
    comparisonNames.map((name) => [
      name,
      Object.fromEntries(
        comparisons[name].flatMap((text, place) => {
          const at = levelStart[name] + place;
          const isMet = m[at]! > 0 || u[at]! > 0;
          return isMet ? [[text, { bits: rounded(bits[at]!, 4), m: rounded(m[at]!, 8), u: rounded(u[at]!, 8) }]] : [];
        }),
      ),
    ]),
  );
