import { type Column, type Columns, declaredTable, type Table, text } from '@audit/contract';

/** A metric and its parts before they take the type of their unit: each a column, and one beside it that says why it has no value. */
export const valuesTable = (name: string, columns: Columns): Table =>
  declaredTable('gold', name, {
    grain: ['master_id'],
    description: 'Values of a metric, one row a master account.',
    columns: {
      master_id: text({ description: 'Master account' }),
      ...Object.fromEntries(
        Object.entries(columns).flatMap(([column, as]): readonly (readonly [string, Column])[] => [
          [column, as],
          [`${column}_reason`, text({ description: `Why there is no ${column}`, nullable: true })],
        ]),
      ),
    },
  });
