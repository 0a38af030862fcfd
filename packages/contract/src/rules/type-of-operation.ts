import type { Operator } from './rule.ts';
import { digitsAtMost, isNumeric, type RuleType } from './rule-type.ts';

interface Unfit {
  readonly what: string;
  readonly remedy: string;
}

const bool: RuleType = { kind: 'bool' };
const unfit = (what: string, remedy: string): Unfit => ({ what, remedy });
const kinds = (types: readonly RuleType[]): string => types.map(({ kind }) => kind).join(', ');

/** Exact where all are and the result has no more digits than a number may have. */
const numberOf = (types: readonly RuleType[], sized: (whole: number, scale: number) => readonly [number, number]): RuleType | Unfit => {
  if (!types.every(isNumeric)) return unfit(`it counts with ${kinds(types)}`, 'give it numbers');
  const exact = types.flatMap((type) => (type.kind === 'number' ? [type] : []));
  if (exact.length < types.length) return { kind: 'ratio' };
  const [whole, scale] = sized(Math.max(...exact.map((type) => type.whole)), Math.max(...exact.map((type) => type.scale)));
  if (whole + scale <= digitsAtMost) return { kind: 'number', whole, scale };
  return unfit(`its result may have ${whole + scale} digits`, `numbers have at most ${digitsAtMost}: declare the columns with fewer`);
};

const sameKind = (types: readonly RuleType[]): boolean => types.every(isNumeric) || types.every(({ kind }) => kind === types[0]?.kind);

const compared = (types: readonly RuleType[], ordered: boolean): RuleType | Unfit => {
  if (!sameKind(types))
    return unfit(`it compares ${kinds(types)}`, 'compare values of one type; a text is {"text": …}, a date {"date": …}');
  if (ordered && types[0]?.kind === 'bool') return unfit('true and false have no order', 'use "eq" or "not"');
  return bool;
};

const widest = (types: readonly RuleType[]): RuleType | Unfit => numberOf(types, (whole, scale) => [whole, scale]);

const chosen = (types: readonly RuleType[]): RuleType | Unfit => {
  if (types.every(isNumeric)) return widest(types);
  return sameKind(types) ? (types[0] ?? bool) : unfit(`it chooses among ${kinds(types)}`, 'give it values of one type');
};

const product = (types: readonly RuleType[]): RuleType | Unfit => {
  const [left, right] = types;
  if (left?.kind !== 'number' || right?.kind !== 'number') return widest(types);
  return numberOf(types, () => [left.whole + right.whole, left.scale + right.scale]);
};

/** The type of an operation on parts of these types, or why it has none. */
export const typeOfOperation = (op: Operator, types: readonly RuleType[]): RuleType | Unfit => {
  switch (op) {
    case 'all':
    case 'any':
    case 'not':
      return types.every(({ kind }) => kind === 'bool') ? bool : unfit(`it joins ${kinds(types)}`, 'give it conditions');
    case 'eq':
    case 'ne':
    case 'in':
      return compared(types, false);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'between':
      return compared(types, true);
    case 'is_null':
    case 'is_known':
      return bool;
    case 'add':
    case 'sub':
      return numberOf(types, (whole, scale) => [whole + Math.ceil(Math.log10(Math.max(types.length, 2))), scale]);
    case 'mul':
      return product(types);
    case 'div':
      return types.every(isNumeric) ? { kind: 'ratio' } : unfit(`it divides ${kinds(types)}`, 'give it numbers');
    case 'abs':
      return widest(types);
    case 'min':
    case 'max':
      return types[0]?.kind === 'bool' ? unfit('true and false have no order', 'use "any" or "all"') : chosen(types);
    case 'coalesce':
      return chosen(types);
    case 'days_between':
      return types.every(({ kind }) => kind === 'date' || kind === 'timestamp')
        ? { kind: 'number', whole: 7, scale: 0 }
        : unfit(`it counts days between ${kinds(types)}`, 'give it dates');
  }
};
