/** A value in a condition, with its place. */
export interface Literal {
  readonly kind: 'string' | 'number' | 'date' | 'datetime' | 'boolean' | 'null' | 'relative';
  readonly text: string;
  readonly at: number;
}

/** A field, or one of an object it refers to: `Account.Owner.Name`. */
export interface Path {
  readonly names: readonly string[];
  readonly at: number;
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Operator; readonly values: readonly Literal[] };

export type Selected =
  | { readonly kind: 'field'; readonly path: Path }
  | { readonly kind: 'aggregate'; readonly name: string; readonly path: Path; readonly alias: string | null }
  | { readonly kind: 'fields'; readonly which: 'ALL' | 'STANDARD' | 'CUSTOM'; readonly at: number };

export interface Ordering {
  readonly path: Path;
  readonly descending: boolean;
  /** Null as the direction says. */
  readonly nullsFirst: boolean | null;
}

/** A query as parsed. `select` is `count` for `SELECT COUNT()`. */
export interface Query {
  readonly text: string;
  readonly select: readonly Selected[] | 'count';
  readonly from: { readonly name: string; readonly at: number };
  readonly where: Condition | null;
  readonly orderBy: readonly Ordering[];
  readonly limit: number | null;
  readonly offset: { readonly rows: number; readonly at: number } | null;
}
