import { columnsOfRule, fitsRule, type JsonFault, readRule, type RuleType, ruleTypeOf, type Scalar } from '@audit/contract';
import { readType } from './column-type.ts';
import type { DerivedColumn } from './mapped-table.ts';
import type { DerivedMapping } from './mapping-schema.ts';

type Path = readonly (string | number)[];

/** Types of columns as rules know them. */
export const ruleTypes = (columns: readonly { readonly name: string; readonly type: Scalar }[]): ReadonlyMap<string, RuleType> =>
  new Map(
    columns.flatMap(({ name, type }) => {
      const known = ruleTypeOf(type);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );

const readOne = (
  [name, mapping]: readonly [string, DerivedMapping],
  columns: ReadonlyMap<string, RuleType>,
  path: Path,
): { readonly column: DerivedColumn } | { readonly fault: JsonFault } => {
  const type = readType(mapping.type);
  const known = type === undefined ? undefined : ruleTypeOf(type);
  if (type === undefined || known === undefined)
    return {
      fault: { path: [...path, 'type'], what: `there is no type "${mapping.type}"`, remedy: 'use one of a column, such as decimal(18,2)' },
    };
  const read = readRule(mapping.value, columns);
  if ('fault' in read) return { fault: { ...read.fault, path: [...path, 'value', ...read.fault.path] } };
  if (!fitsRule(known, read.rule.type))
    return {
      fault: {
        path: [...path, 'type'],
        what: `its value is a ${read.rule.type.kind}, and the type is ${mapping.type}`,
        remedy: 'give the type of its value',
      },
    };
  return { column: { name, mapping, type, rule: read.rule } };
};

/** Derived columns in an order in which each finds what it reads, in levels. */
const levelsOf = (columns: readonly DerivedColumn[], path: Path): readonly (readonly DerivedColumn[])[] | JsonFault => {
  const levels: (readonly DerivedColumn[])[] = [];
  const names = new Set(columns.map(({ name }) => name));
  const done = new Set<string>();
  while (done.size < names.size) {
    const ready = columns.filter(
      ({ name, rule }) => !done.has(name) && columnsOfRule(rule).every((one) => !names.has(one) || done.has(one)),
    );
    if (ready.length === 0) {
      const left = columns.filter(({ name }) => !done.has(name)).map(({ name }) => name);
      return {
        path: [...path, left[0] ?? ''],
        what: `${left.join(', ')} ${left.length === 1 ? 'is computed from itself' : 'are computed from each other'}`,
        remedy: 'compute one of them from columns alone',
      };
    }
    levels.push(ready);
    for (const { name } of ready) done.add(name);
  }
  return levels;
};

/** Reads the derived columns of a table. @param columns those the mapping reads from bronze */
export const deriveColumns = (
  derive: Readonly<Record<string, DerivedMapping>>,
  columns: readonly { readonly name: string; readonly type: Scalar }[],
  path: Path,
): { readonly levels: readonly (readonly DerivedColumn[])[] } | { readonly faults: readonly JsonFault[] } => {
  const declared = Object.entries(derive).flatMap(([name, { type }]) => {
    const known = readType(type);
    return known === undefined ? [] : [{ name, type: known }];
  });
  const known = ruleTypes([...columns, ...declared]);
  const read = Object.entries(derive).map((one) => readOne(one, known, [...path, one[0]]));
  const faults = read.flatMap((one) => ('fault' in one ? [one.fault] : []));
  if (faults.length > 0) return { faults };
  const levels = levelsOf(
    read.flatMap((one) => ('column' in one ? [one.column] : [])),
    path,
  );
  return 'what' in levels ? { faults: [levels] } : { levels };
};
