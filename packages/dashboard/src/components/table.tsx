import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { ScrollBox } from './scroll-box.tsx';

/** A column of a table. */
export interface Column<Row> {
  readonly name: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right, digit under digit. */
  readonly isNumber?: boolean;
  /** Left out where the screen is narrower: it is also told on the row's own page. */
  readonly from?: 'md' | 'lg';
}

interface TableProps<Row> {
  /** What it is a table of, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

const shown = { md: 'hidden md:table-cell', lg: 'hidden lg:table-cell' } as const;

/** Rows and columns; the first column is the name of its row. */
export const Table = <Row,>({ caption, columns, rows, rowKey }: TableProps<Row>) => {
  const look = ({ isNumber, from }: Column<Row>): string =>
    classNames(
      'px-2 py-1.5 align-top first:pl-0 last:pr-0',
      isNumber === true ? 'text-right tabular-nums' : 'text-left',
      from && shown[from],
    );
  return (
    <ScrollBox label={caption} className="overflow-x-auto">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            {columns.map((column) => (
              <th key={column.name} scope="col" className={classNames(look(column), 'font-medium whitespace-nowrap')}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line last:border-0 hover:bg-canvas">
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.name} scope="row" className={classNames(look(column), 'font-normal')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.name} className={look(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
};
