import { addExact, compareExact, type Exact, type JsonFault, parseExact, remedyFor } from '@audit/contract';
import type { Fact } from '../definitions/unit.ts';
import type { Band, ScoreSection, SubScoreSection } from './scores-schema.ts';

type Path = JsonFault['path'];
type Faults = readonly JsonFault[];

const none: Faults = [];
const zero: Exact = { digits: 0n, scale: 0 };
const exactly = (value: number): Exact => parseExact(String(value)) ?? zero;
const one = exactly(1);

const anchorFaults = (anchors: readonly (readonly [number, number])[], path: Path): Faults =>
  anchors.flatMap(([days], at) => {
    const before = anchors[at - 1]?.[0];
    return before !== undefined && days <= before
      ? [
          {
            path: [...path, at, 0],
            what: `${days} days stand after ${before}`,
            remedy: 'put the anchors in the order of their days, each day once',
          },
        ]
      : [];
  });

const pointsFaults = (parts: Readonly<Record<string, number>>, path: Path): Faults => {
  const sum = Object.values(parts).map(exactly).reduce(addExact, zero);
  if (compareExact(sum, exactly(100)) === 0) return none;
  const shown = Number(sum.digits) / 10 ** sum.scale;
  return [{ path, what: `${Object.keys(parts).join(', ')} add up to ${shown}`, remedy: 'change them so that they add up to 100' }];
};

/** What is wrong with a sub-score, looked at alone. */
export const subScoreFaults = (section: SubScoreSection, metrics: readonly Fact[], path: Path): Faults => {
  switch (section.kind) {
    case 'payment_history':
      return anchorFaults(section.anchors, [...path, 'anchors']);
    case 'support_quality':
      return [
        ...pointsFaults(section.weights, [...path, 'weights']),
        ...(section.csat_most > section.csat_least
          ? none
          : [{ path: [...path, 'csat_most'], what: 'it is not above csat_least', remedy: 'give the best mark there is' }]),
      ];
    case 'engagement': {
      const { recency_points: recency, touches_points: touches, contacts_points: contacts } = section;
      const stray = section.two_way_subtypes.findIndex((word) => !section.touch_subtypes.includes(word));
      return [
        ...pointsFaults({ recency_points: recency, touches_points: touches, contacts_points: contacts }, path),
        ...(stray < 0
          ? none
          : [
              {
                path: [...path, 'two_way_subtypes', stray],
                what: `"${section.two_way_subtypes[stray]}" is no touch`,
                remedy: 'add it to touch_subtypes, or leave it out',
              },
            ]),
      ];
    }
    case 'log_trend': {
      const metric = metrics.find(({ name }) => name === section.of);
      const growths = metrics.filter(({ unit }) => unit === 'fraction').map(({ name }) => name);
      if (metric === undefined)
        return [
          { path: [...path, 'of'], what: `there is no metric "${section.of}"`, remedy: remedyFor(section.of, growths, 'name a growth') },
        ];
      return metric.unit === 'fraction'
        ? none
        : [{ path: [...path, 'of'], what: `"${section.of}" is counted in ${metric.unit}`, remedy: 'name a growth, which is a fraction' }];
    }
    case 'formula':
      return none;
  }
};

const bandFaults = (bands: readonly Band[], path: Path): Faults => {
  const sorted = bands.toSorted((a, b) => a.from - b.from);
  const place = (band: Band): Path => [...path, bands.indexOf(band)];
  const names = bands.map(({ name }) => name);
  const faults: JsonFault[] = bands
    .filter(({ name }, at) => names.indexOf(name) < at)
    .map((band) => ({
      path: [...place(band), 'name'],
      what: `there are two bands "${band.name}"`,
      remedy: 'give one of them another name',
    }));
  for (const [at, band] of sorted.entries()) {
    const start = at === 0 ? 0 : (sorted[at - 1]?.to ?? 0);
    const here = [...place(band), 'from'];
    if (band.to <= band.from)
      faults.push({ path: [...place(band), 'to'], what: 'the band is empty', remedy: 'let it end above where it begins' });
    else if (band.from > start) faults.push({ path: here, what: `no band has ${start} to ${band.from}`, remedy: `begin with ${start}` });
    else if (band.from < start)
      faults.push({ path: here, what: `${band.from} to ${start} is in two bands`, remedy: `begin with ${start}` });
  }
  const last = sorted.at(-1);
  if (last !== undefined && last.to < 100)
    faults.push({ path: [...place(last), 'to'], what: `no band has ${last.to} to 100`, remedy: 'end with 100' });
  return faults;
};

/** Digits after the point that a weight may have: products with a score stay exact. */
const weightScale = 6;

/** What is wrong with a score. @param parts names of sub-scores */
export const scoreFaults = (section: ScoreSection, parts: readonly string[], path: Path): Faults => {
  const weights = Object.entries(section.weights);
  const here = [...path, 'weights'];
  const unknown = weights.flatMap(([name]): Faults =>
    parts.includes(name)
      ? none
      : [
          {
            path: [...here, name],
            what: `there is no sub-score "${name}"`,
            remedy: remedyFor(name, parts, `use one of ${parts.join(', ')}`),
          },
        ],
  );
  const fine = weights.flatMap(([name, weight]): Faults =>
    exactly(weight).scale <= weightScale
      ? none
      : [{ path: [...here, name], what: `${weight} has too many digits`, remedy: `give at most ${weightScale} after the point` }],
  );
  const sum = weights.map(([, weight]) => exactly(weight)).reduce(addExact, zero);
  const shown = Number(sum.digits) / 10 ** sum.scale;
  const summed =
    compareExact(sum, one) === 0 ? none : [{ path: here, what: `they add up to ${shown}`, remedy: 'change them so that they add up to 1' }];
  return [...unknown, ...fine, ...summed, ...bandFaults(section.bands, [...path, 'bands'])];
};
