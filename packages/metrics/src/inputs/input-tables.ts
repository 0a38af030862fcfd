import { bool, type Column, type Columns, date, decimal, declaredTable, int64, type Table, text, timestamp } from '@audit/contract';
import { type InputName, type InputShape, inputShapes } from './input-shapes.ts';

const words = (list: string | undefined): readonly string[] => list?.split(' ') ?? [];

const master = text({ description: 'Master account the row is of' });

/** Columns of a silver table that are read, as silver has them. */
const silverColumns = (table: string, shape: InputShape): Columns => {
  const about = (name: string) => ({ description: `${name} of silver_${table}`, nullable: true }) as const;
  const each = (list: string | undefined, make: (name: string) => Column): readonly (readonly [string, Column])[] =>
    words(list).map((name) => [name, make(name)]);
  return Object.fromEntries([
    [shape.key, text({ description: `Key of silver_${table}` })],
    ...each(shape.text, (name) => text(about(name))),
    ...each(shape.date, (name) => date(about(name))),
    ...each(`created_date${shape.timestamp === undefined ? '' : ` ${shape.timestamp}`}`, (name) => timestamp(about(name))),
    ...each(shape.bool, (name) => bool(about(name))),
    ...each(shape.whole, (name) => int64(about(name))),
    ...each(shape.decimal, (name) => decimal(18, 4)(about(name))),
    // Room for the largest amounts of silver, and for finer units than cents.
    ...each(shape.amount, (name) => decimal(22, 4)(about(name))),
  ]);
};

/** `<amount>_base`: an amount in the base currency; the amount itself where silver converts nothing. */
export const baseName = (amount: string): string => `${amount}_base`;

const inputTable = (name: InputName): Table => {
  const shape: InputShape = inputShapes[name];
  const converted = words(shape.amount).map(
    (amount) => [baseName(amount), decimal(38, 4)({ description: `${amount} in the base currency`, nullable: true })] as const,
  );
  return declaredTable('silver', `in_${name}`, {
    grain: [shape.key],
    description: `silver_${name} as the customer 360 reads it.`,
    columns: {
      ...silverColumns(name, shape),
      ...Object.fromEntries(converted),
      ...(shape.owner === null ? {} : { master_id: master }),
    },
  });
};

const names = Object.keys(inputShapes) as readonly InputName[];

/** The relations `in_<table>` that metrics are computed of. */
export const inputTables = Object.fromEntries(names.map((name) => [name, inputTable(name)])) as unknown as Readonly<
  Record<InputName, Table>
>;

/** Names of the amounts of an input. */
export const amountsOf = (name: string): readonly string[] =>
  words((inputShapes as Readonly<Record<string, InputShape | undefined>>)[name]?.amount);

/** One row a master account: who metrics are computed for. */
export const mastersTable = declaredTable('silver', 'masters', {
  grain: ['master_id'],
  description: 'Master accounts.',
  columns: { master_id: text({ description: 'Master account' }) },
});
