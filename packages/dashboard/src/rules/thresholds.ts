import type { RuleFact } from '../api/reports.ts';

/** A number of a condition that something is compared with. */
export interface Threshold {
  /** Where it stands in the condition. */
  readonly path: readonly (string | number)[];
  /** What is compared, and how, in words: Churn risk is above. */
  readonly label: string;
  /** As people say it: 20 of a fraction of 0.2. */
  readonly value: number;
  /** Percent, days, or the like; empty for a mere number. */
  readonly unit: string;
  readonly isFraction: boolean;
}

type Json = unknown;
type Path = Threshold['path'];

const comparisons: Readonly<Record<string, string>> = {
  gt: 'is above',
  gte: 'is at least',
  lt: 'is below',
  lte: 'is at most',
  eq: 'is',
  ne: 'is not',
  between: 'is between',
};
const signs: Readonly<Record<string, string>> = { add: '+', sub: '−', mul: '×', div: '/' };
const unitWords: Readonly<Record<string, string>> = { fraction: '%', days: 'days', score: 'of 100' };

const operation = (json: Json): readonly [string, readonly Json[]] | undefined => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const [entry] = Object.entries(json);
  return entry === undefined ? undefined : [entry[0], Array.isArray(entry[1]) ? (entry[1] as readonly Json[]) : [entry[1]]];
};

/** A number as it may be written: 70, or {"number": "0.20"}. */
const numberOf = (json: Json): number | undefined => {
  if (typeof json === 'number') return json;
  const [op, args] = operation(json) ?? [];
  return op === 'number' && typeof args?.[0] === 'string' ? Number(args[0]) : undefined;
};

const factsIn = (json: Json): readonly string[] => {
  if (typeof json === 'string') return [json];
  const [op, args] = operation(json) ?? [];
  return op === undefined || op === 'text' || op === 'date' || op === 'number' ? [] : (args ?? []).flatMap(factsIn);
};

const words = (json: Json, labels: ReadonlyMap<string, string>): string => {
  if (typeof json === 'string') return labels.get(json) ?? json;
  const number = numberOf(json);
  if (number !== undefined) return String(number);
  const [op, args] = operation(json) ?? ['', []];
  const parts = args.map((part) => words(part, labels));
  return signs[op] === undefined ? `${op.replaceAll('_', ' ')} of ${parts.join(', ')}` : parts.join(` ${signs[op]} `);
};

/** Numbers people think of, free of the digits of binary fractions. */
const clean = (value: number): number => Number(value.toPrecision(12));

const ofComparison = (op: string, args: readonly Json[], path: Path, facts: readonly RuleFact[]): readonly Threshold[] => {
  const compared = args.find((part) => numberOf(part) === undefined);
  if (compared === undefined) return [];
  const labels = new Map(facts.map(({ name, label }) => [name, label]));
  const unit = facts.find(({ name }) => name === factsIn(compared)[0])?.unit ?? '';
  const isFraction = unit === 'fraction';
  let seen = 0;
  return args.flatMap((part, at) => {
    const value = numberOf(part);
    if (value === undefined) return [];
    const joint = op === 'between' && seen++ > 0 ? 'and' : comparisons[op];
    const label = `${words(compared, labels)} ${joint}`;
    return [{ path: [...path, op, at], label, value: clean(isFraction ? value * 100 : value), unit: unitWords[unit] ?? '', isFraction }];
  });
};

/** The numbers of a condition, in its order: what may be turned without writing JSON. */
export const thresholdsOf = (when: Json, facts: readonly RuleFact[], path: Path = []): readonly Threshold[] => {
  const [op, args] = operation(when) ?? [];
  if (op === undefined || args === undefined) return [];
  if (comparisons[op] !== undefined) return ofComparison(op, args, path, facts);
  const isList = Array.isArray((when as Readonly<Record<string, Json>>)[op]);
  return args.flatMap((part, at) => thresholdsOf(part, facts, isList ? [...path, op, at] : [...path, op]));
};

/** A condition with another number at a place; the one that is given stays as it is. */
export const withThreshold = (when: Json, { path, isFraction }: Pick<Threshold, 'path' | 'isFraction'>, value: number): Json => {
  const put = (json: Json, [step, ...rest]: Path): Json => {
    if (step === undefined) return clean(isFraction ? value / 100 : value);
    if (Array.isArray(json)) return (json as readonly Json[]).map((part, at) => (at === step ? put(part, rest) : part));
    const object = json as Readonly<Record<string, Json>>;
    return { ...object, [step]: put(object[step], rest) };
  };
  return put(when, path);
};
