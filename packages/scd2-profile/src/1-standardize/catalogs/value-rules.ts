import type { CatalogFinding } from '@audit/contract';
import type { Catalog, CatalogValue } from './catalog.ts';

const fault = ({ file, line, code }: CatalogValue, what: string, remedy: string): CatalogFinding => ({ file, line, code, what, remedy });
const placeOf = ({ file, line }: CatalogValue): string => `${file}:${line}`;

/** Every value after the first of those with the same key, with that first one. */
const repeated = (
  values: readonly CatalogValue[],
  key: (value: CatalogValue) => string,
): readonly (readonly [CatalogValue, CatalogValue])[] => {
  const first = new Map<string, CatalogValue>();
  return values.flatMap((value) => {
    const known = first.get(key(value));
    if (known === undefined) first.set(key(value), value);
    return known === undefined ? [] : [[value, known] as const];
  });
};

export const codesAreUnique = ({ values }: Catalog): readonly CatalogFinding[] =>
  repeated(values, ({ code }) => code).map(([value, first]) =>
    fault(value, `the code is at ${placeOf(first)} already`, 'keep one of them'),
  );

/** Within a file: an included list has an order of its own and goes first. */
export const ordersAreUnique = ({ values }: Catalog): readonly CatalogFinding[] =>
  repeated(values, ({ file, order }) => `${file} ${order}`).map(([value, first]) =>
    fault(value, `order ${value.order} is that of ${first.code} (line ${first.line}) already`, 'give it another'),
  );

const lastOrders: ReadonlyMap<string, number> = new Map([
  ['OTHER', 98],
  ['UNKNOWN', 99],
]);

/** UNKNOWN is in every catalog; OTHER where free text says what it stands for, and allowed in sets; both are last and never retired. */
export const specialCodesAreLast = (catalog: Catalog): readonly CatalogFinding[] => {
  const { file, values, other_field: otherField, multi_valued: isSet, lineOf } = catalog;
  const has = (code: string): boolean => values.some((value) => value.code === code);
  const missing = (code: string, why: string): CatalogFinding => ({
    file,
    line: lineOf('values'),
    code,
    what: `the code is missing${why}`,
    remedy: `add it with order ${lastOrders.get(code)}`,
  });
  const misplaced = values.flatMap((value) => {
    const last = lastOrders.get(value.code);
    if (last !== undefined && !value.active) return [fault(value, 'it is retired, and values fall back to it', 'set active to true')];
    if (last !== undefined && value.order !== last) return [fault(value, `order is ${value.order}`, `give it ${last}`)];
    if (last === undefined && value.file === file && value.order >= 98)
      return [fault(value, `order ${value.order} puts it beside OTHER (98) and UNKNOWN (99)`, 'give it one below 98')];
    if (value.code === 'OTHER' && otherField === null && !isSet)
      return [fault(value, 'no free text says what it stands for', 'remove it: what cannot be read is UNKNOWN here')];
    return [];
  });
  return [
    ...(has('UNKNOWN') ? [] : [missing('UNKNOWN', '')]),
    ...(has('OTHER') || otherField === null ? [] : [missing('OTHER', `, and ${otherField} says what it stands for`)]),
    ...misplaced,
  ];
};

/** The active code a retired one leads to, over others that were retired too; undefined where it leads nowhere. */
const successor = (value: CatalogValue, byCode: ReadonlyMap<string, CatalogValue>): CatalogValue | undefined => {
  const seen = new Set([value.code]);
  let next = byCode.get(value.replaced_by ?? '');
  while (next !== undefined && !next.active && !seen.has(next.code)) {
    seen.add(next.code);
    next = byCode.get(next.replaced_by ?? '');
  }
  return next?.active === true ? next : undefined;
};

export const retiredCodesAreReplaced = ({ values }: Catalog): readonly CatalogFinding[] => {
  const byCode = new Map(values.map((value) => [value.code, value]));
  return values.flatMap((value) => {
    const { active, replaced_by: by } = value;
    if (active)
      return by === undefined ? [] : [fault(value, `it is active and replaced by ${by}`, 'leave replaced_by out, or set active to false')];
    if (by === undefined) return [fault(value, 'it is retired and nothing replaces it', 'name a code in replaced_by')];
    if (!byCode.has(by)) return [fault(value, `replaced_by names "${by}", which is no code here`, 'name one of this catalog')];
    return successor(value, byCode) === undefined
      ? [fault(value, `replaced_by "${by}" leads to no active code`, 'name an active one')]
      : [];
  });
};

/** Members of a set are told apart by `|` before they are looked up, so a source code with one would never be found. */
export const membersHoldNoBar = ({ multi_valued: isSet, values }: Catalog): readonly CatalogFinding[] =>
  values.flatMap((value) =>
    value.source_codes
      .filter((source) => isSet && source.includes('|'))
      .map((source) => fault(value, `source code "${source}" holds |, which separates members`, 'write each member alone')),
  );
