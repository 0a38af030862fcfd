import { ArrowDown, ArrowDownUp, ArrowUp } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { classNames } from './class-names.ts';
import { ScrollBox } from './scroll-box.tsx';
import { directionOf, nextSort, type Sort } from './sort-rows.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';

/** A column of a table. */
export interface Column<Row> {
  readonly name: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right, digit under digit. */
  readonly isNumber?: boolean;
  /** Left out where the screen is narrower: it is also told on the row's own page. */
  readonly from?: 'md' | 'lg';
  /** Its heading sorts by it. */
  readonly isSortable?: boolean;
}

/** What rows are sorted by, and what chooses another order. */
export interface Sorting {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

interface TableProps<Row> {
  /** What it is a table of, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sorting?: Sorting | undefined;
  /** Only the rows in sight are made, in rows of the same height: for thousands of them. */
  readonly isLong?: boolean;
}

const shown = { md: 'hidden md:table-cell', lg: 'hidden lg:table-cell' } as const;

/** Of a long table, borders and all. */
const rowPixels = 53;

const SortButton = ({ name, title, sort, onSort }: Sorting & { readonly name: string; readonly title: string }) => {
  const direction = directionOf(sort, name);
  const Icon = direction === 'none' ? ArrowDownUp : direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={() => onSort(nextSort(sort, name))}
      className={classNames('inline-flex min-h-6 items-center gap-1 font-medium hover:text-ink', direction !== 'none' && 'text-ink')}
    >
      {title}
      <Icon aria-hidden size={12} className={direction === 'none' ? 'opacity-50' : ''} />
    </button>
  );
};

/** The room of rows that are not made. */
const Gap = ({ rows }: { readonly rows: number }) => (rows <= 0 ? null : <tr aria-hidden style={{ height: rows * rowPixels }} />);

/** Rows and columns; the first column is the name of its row. */
export const Table = <Row,>({ caption, columns, rows, rowKey, sorting, isLong = false }: TableProps<Row>) => {
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, until } = useRowsInSight(body, isLong ? rows.length : 0, rowPixels);
  const made = isLong ? rows.slice(from, until) : rows;
  const look = ({ isNumber, from }: Column<Row>): string =>
    classNames('px-2 py-1.5 first:pl-0 last:pr-0', isNumber === true ? 'text-right tabular-nums' : 'text-left', from && shown[from]);
  return (
    <ScrollBox label={caption} className="overflow-x-auto">
      <table className="w-full border-collapse text-sm" {...(isLong ? { 'aria-rowcount': rows.length + 1 } : {})}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                {...(sorting !== undefined && column.isSortable === true ? { 'aria-sort': directionOf(sorting.sort, column.name) } : {})}
                className={classNames(look(column), 'align-bottom font-medium whitespace-nowrap')}
              >
                {sorting !== undefined && column.isSortable === true ? (
                  <SortButton name={column.name} title={column.title} {...sorting} />
                ) : (
                  <span className="inline-block min-h-6 content-center">{column.title}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {isLong && <Gap rows={from} />}
          {made.map((row, place) => (
            <tr
              key={rowKey(row)}
              {...(isLong ? { 'aria-rowindex': from + place + 2, style: { height: rowPixels } } : {})}
              className="border-b border-line last:border-0 hover:bg-canvas"
            >
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.name} scope="row" className={classNames(look(column), 'align-top font-normal')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.name} className={classNames(look(column), 'align-top')}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {isLong && <Gap rows={rows.length - until} />}
        </tbody>
      </table>
    </ScrollBox>
  );
};
