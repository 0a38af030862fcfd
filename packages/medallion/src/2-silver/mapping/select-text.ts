import { quote } from '@audit/contract';

/** A column of a SELECT. */
export interface Item {
  readonly sql: string;
  readonly as: string;
}

const width = 130;

const wrapped = (parts: readonly string[]): string => {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 2 <= width) lines[lines.length - 1] = `${last}, ${part}`;
    else lines.push(part);
  }
  return lines.join(',\n    ');
};

const isPlain = ({ sql, as }: Item): boolean => sql === as || sql.endsWith(`.${as}`);

/** Columns that are only handed on, side by side; each other one on a line of its own. `as` is quoted already. */
const itemsText = (items: readonly Item[]): string => {
  const plain = items.filter(isPlain).map(({ sql }) => sql);
  const made = items.filter((item) => !isPlain(item)).map(({ sql, as }) => `${sql} AS ${as}`);
  return [...(plain.length === 0 ? [] : [wrapped(plain)]), ...made].join(',\n    ');
};

/** Columns in the order of a table. */
export const orderedText = (items: readonly Item[]): string =>
  wrapped(items.map((item) => (isPlain(item) ? item.sql : `${item.sql} AS ${item.as}`)));

/** A part of WITH. */
export const cte = (name: string, items: readonly Item[], from: string): string =>
  `${name} AS (\n  SELECT ${itemsText(items)}\n  FROM ${from}\n)`;

/** A column of a relation, handed on. */
export const handed = (alias: string, name: string): Item => ({ sql: `${alias}.${quote(name)}`, as: quote(name) });
