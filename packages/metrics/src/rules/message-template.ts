import { type JsonFault, remedyFor } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { Fact, Unit } from '../definitions/unit.ts';
import type { FactRegistry } from './read-condition.ts';

/** A part of a message: words, or the value of a fact, with the word behind it for one and for any other number. */
export type MessagePart = string | { readonly fact: Fact; readonly counted?: readonly [one: string, many: string] };

type Read = { readonly parts: readonly MessagePart[] } | { readonly faults: readonly JsonFault[] };

/** Reads a message such as `Overdue for {days_overdue|day|days}.`, or `Health is {health_score}.` @param path where it stands */
export const readMessage = (text: string, registry: FactRegistry, path: JsonFault['path']): Read => {
  const faults: JsonFault[] = [];
  const parts = text.split(/(\{[^{}]*\})/).flatMap((piece): readonly MessagePart[] => {
    if (piece === '') return [];
    const inside = /^\{([^{}]*)\}$/.exec(piece)?.[1];
    if (inside === undefined) {
      if (/[{}]/.test(piece)) faults.push({ path, what: 'a brace stands alone', remedy: 'write {metric} for its value' });
      return [piece];
    }
    const [name = '', one, many, ...rest] = inside.split('|');
    if ((one !== undefined && many === undefined) || rest.length > 0) {
      faults.push({
        path,
        what: `{${inside}} has not one word for one and one for many`,
        remedy: 'write {metric|day|days}, or {metric} alone',
      });
      return [];
    }
    const fact = registry.facts.get(name);
    if (fact !== undefined) return [one === undefined || many === undefined ? { fact } : { fact, counted: [one, many] }];
    faults.push({
      path,
      what: `there is no metric "${name}"`,
      remedy: remedyFor(name, [...registry.facts.keys()], 'name a metric in braces'),
    });
    return [];
  });
  return faults.length > 0 ? { faults } : { parts };
};

/** A value for people, as text: scores are cut, never rounded up to a band; fractions are percent. */
const shownAs: Readonly<Record<Unit, (x: string) => string>> = {
  score: (x) => `@text(CAST(FLOOR(${x}) AS BIGINT))`,
  fraction: (x) => `@text(CAST(ROUND(${x} * 100e0, 1) AS DECIMAL(18, 1))) || ' %'`,
  money: (x) => `@text(CAST(${x} AS DECIMAL(18, 2)))`,
  quantity: (x) => `@text(${x})`,
  days: (x) => `@text(${x})`,
  count: (x) => `@text(${x})`,
  date: (x) => `@ymd(${x})`,
  text: (x) => x,
  flag: (x) => `CASE WHEN ${x} THEN 'yes' WHEN NOT ${x} THEN 'no' END`,
};

/** A number is one where it is shown as one. */
const wordSql = (shown: string, [one, many]: readonly [string, string]): string =>
  ` || CASE WHEN ${shown} = '1' THEN ${textLiteral(` ${one}`)} ELSE ${textLiteral(` ${many}`)} END`;

const valueSql = (shown: string, counted: readonly [string, string] | undefined): string =>
  `COALESCE(${shown}, 'unknown')${counted === undefined ? '' : wordSql(shown, counted)}`;

/** A message as SQL over facts. @param alias of their relation */
export const messageSql = (parts: readonly MessagePart[], alias: string): string => {
  const pieces = parts.map((part) =>
    typeof part === 'string' ? textLiteral(part) : valueSql(shownAs[part.fact.unit](`${alias}.${part.fact.name}`), part.counted),
  );
  return pieces.length === 1 ? pieces[0]! : `@joined(${pieces.join(', ')})`;
};
