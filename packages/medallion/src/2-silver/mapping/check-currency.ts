import { isCurrency, type JsonFault, remedyFor, type Scalar } from '@audit/contract';
import { readType } from './column-type.ts';
import type { Mapping, TableMapping } from './mapping-schema.ts';

type Path = readonly (string | number)[];
type Wanted = 'amount' | 'day' | 'text';

const fits: Readonly<Record<Wanted, (type: Scalar) => boolean>> = {
  amount: (type) => type.kind === 'decimal' && type.scale <= 4,
  day: ({ kind }) => kind === 'date' || kind === 'timestamp',
  text: ({ kind }) => kind === 'text',
};
const words: Readonly<Record<Wanted, string>> = {
  amount: 'a decimal of at most four digits after the point',
  day: 'a date or a timestamp',
  text: 'a text',
};

/** What is wrong with the currency of a table: columns it does not have, or of another type; codes that are none; parents that are not there. */
export const currencyFaults = ({ columns, currency }: TableMapping, { tables }: Mapping, path: Path): readonly JsonFault[] => {
  if (currency === undefined) return [];
  const known = columns.map(({ target }) => target);
  const column = (name: string | undefined, wanted: Wanted, at: Path): readonly JsonFault[] => {
    if (name === undefined) return [];
    const found = columns.find(({ target }) => target === name);
    if (found === undefined) {
      return [{ path: at, what: `there is no column "${name}"`, remedy: remedyFor(name, known, `known are ${known.join(', ')}`) }];
    }
    const type = readType(found.type);
    if (type === undefined || fits[wanted](type)) return [];
    return [{ path: at, what: `"${name}" is a ${found.type}`, remedy: `name ${words[wanted]}` }];
  };
  const code = (given: string | undefined, at: Path): readonly JsonFault[] =>
    given === undefined || isCurrency(given)
      ? []
      : [{ path: at, what: `"${given}" is no currency`, remedy: 'give a code of ISO 4217, such as EUR' }];
  const parent = currency.parent === undefined ? undefined : tables[currency.parent.table];
  const noParent = [
    {
      path: [...path, 'parent', 'table'],
      what: `no table "${currency.parent?.table}" is mapped`,
      remedy: remedyFor(currency.parent?.table ?? '', Object.keys(tables), 'name one that is'),
    },
  ];
  return [
    ...currency.fields.flatMap((name, at) => column(name, 'amount', [...path, 'fields', at])),
    ...column(currency.on, 'day', [...path, 'on']),
    ...column(currency.field, 'text', [...path, 'field']),
    ...column(currency.country, 'text', [...path, 'country']),
    ...column(currency.region?.column, 'text', [...path, 'region', 'column']),
    ...column(currency.parent?.by, 'text', [...path, 'parent', 'by']),
    ...(currency.parent === undefined || parent !== undefined ? [] : noParent),
    ...(parent !== undefined && parent.key.length > 1
      ? [
          {
            path: [...path, 'parent', 'table'],
            what: 'its records have a key of several columns',
            remedy: 'name a table whose key is one column',
          },
        ]
      : []),
    ...code(currency.declared, [...path, 'declared']),
    ...code(currency.default, [...path, 'default']),
    ...Object.entries(currency.region?.currencies ?? {}).flatMap(([region, given]) =>
      code(given, [...path, 'region', 'currencies', region]),
    ),
  ];
};
