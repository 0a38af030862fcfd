import type { ColumnType } from '../tables/column.ts';

/** Type of a part of a rule. `number` is exact, with so many digits before and after the point; `ratio` is a double. */
export type RuleType =
  | { readonly kind: 'number'; readonly whole: number; readonly scale: number }
  | { readonly kind: 'ratio' | 'text' | 'bool' | 'date' | 'timestamp' };

/** Digits an exact number may have in all. */
export const digitsAtMost = 38;

/** The type a column has in a rule; undefined for lists and structs, which rules do not know. */
export const ruleTypeOf = (type: ColumnType): RuleType | undefined => {
  switch (type.kind) {
    case 'decimal':
      return { kind: 'number', whole: type.precision - type.scale, scale: type.scale };
    case 'int32':
      return { kind: 'number', whole: 10, scale: 0 };
    case 'int64':
      return { kind: 'number', whole: 19, scale: 0 };
    case 'float64':
      return { kind: 'ratio' };
    case 'text':
    case 'bool':
    case 'date':
    case 'timestamp':
      return { kind: type.kind };
    default:
      return undefined;
  }
};

export const isNumeric = ({ kind }: RuleType): boolean => kind === 'number' || kind === 'ratio';
