/** A column and its direction, as the API writes them: `mrr`, or `-mrr` for the largest first. */
export type Sort = string;

/** What a click on the heading of a column makes of an order: the largest first, then the smallest. */
export const nextSort = (sort: Sort, name: string): Sort => (sort === `-${name}` ? name : `-${name}`);

/** How a column is sorted, in the words of `aria-sort`. */
export const directionOf = (sort: Sort, name: string): 'ascending' | 'descending' | 'none' =>
  sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none';

/** Rows in an order; those without a value stand last, equals stay as they were. */
export const sortRows = <Row>(rows: readonly Row[], sort: Sort, valueOf: (row: Row) => number | null): readonly Row[] => {
  const sign = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [one, other] = [valueOf(left), valueOf(right)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
};
