declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** Exact decimal text of the column's scale: '12.30'. Never a JS number. */
export type Decimal = Brand<string, 'Decimal'>;
/** UTC microseconds since 1970-01-01. */
export type Micros = Brand<bigint, 'Micros'>;
/** 'YYYY-MM-DD'. */
export type IsoDate = Brand<string, 'IsoDate'>;

export type Scalar =
  | { readonly kind: 'text' | 'int32' | 'int64' | 'float64' | 'bool' | 'date' | 'timestamp' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number };
export type ColumnType =
  | Scalar
  | { readonly kind: 'list'; readonly of: Scalar }
  | { readonly kind: 'struct'; readonly fields: Readonly<Record<string, Scalar>> };

/** Class of personal data: `direct` identifies a person alone, `quasi` together with other columns. */
export type Pii = 'none' | 'quasi' | 'direct';

export interface Column<T extends ColumnType = ColumnType, N extends boolean = boolean> {
  readonly type: T;
  readonly nullable: N;
  readonly description: string;
  readonly unit?: string;
  readonly pii: Pii;
}
export type Columns = Readonly<Record<string, Column>>;

type ScalarValue<T> = T extends { kind: 'decimal' }
  ? Decimal
  : T extends { kind: 'text' }
    ? string
    : T extends { kind: 'int32' | 'float64' }
      ? number
      : T extends { kind: 'int64' }
        ? bigint
        : T extends { kind: 'bool' }
          ? boolean
          : T extends { kind: 'date' }
            ? IsoDate
            : T extends { kind: 'timestamp' }
              ? Micros
              : never;
/** The TypeScript value of a column type; elements of lists and fields of structs may be null. */
export type Value<T> = T extends { kind: 'list'; of: infer E }
  ? readonly (ScalarValue<E> | null)[]
  : T extends { kind: 'struct'; fields: infer F }
    ? { readonly [K in keyof F]: ScalarValue<F[K]> | null }
    : ScalarValue<T>;
export type RowOf<C extends Columns> = {
  readonly [K in keyof C]: Value<C[K]['type']> | (C[K]['nullable'] extends true ? null : never);
};
/** Names of the columns that may not be null. */
export type Required<C extends Columns> = {
  [K in keyof C]: C[K]['nullable'] extends true ? never : K;
}[keyof C] &
  string;

interface Meta {
  readonly description: string;
  readonly unit?: string;
  readonly pii?: Pii;
  readonly nullable?: boolean;
}
type Nullability<M> = M extends { readonly nullable: true } ? true : false;

const column =
  <const T extends ColumnType>(type: T) =>
  <const M extends Meta>(meta: M): Column<T, Nullability<M>> => ({
    pii: 'none',
    ...meta,
    type,
    nullable: (meta.nullable ?? false) as Nullability<M>,
  });

export const text = column({ kind: 'text' });
export const int32 = column({ kind: 'int32' });
export const int64 = column({ kind: 'int64' });
export const float64 = column({ kind: 'float64' });
export const bool = column({ kind: 'bool' });
export const date = column({ kind: 'date' });
export const timestamp = column({ kind: 'timestamp' });
/** @param precision total digits, 1 to 38 @param scale digits after the point */
export const decimal = <const P extends number, const S extends number>(precision: P, scale: S) =>
  column({ kind: 'decimal', precision, scale });
export const list = <const T extends Scalar>(of: T) => column({ kind: 'list', of });
export const struct = <const F extends Readonly<Record<string, Scalar>>>(fields: F) => column({ kind: 'struct', fields });
