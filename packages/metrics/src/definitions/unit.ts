import type { Column } from '@audit/contract';

/** What a metric is counted in. A fraction is 0.20 where a screen says 20 %; a score is from 0 to 100; money is in the base currency. */
export type Unit = 'money' | 'fraction' | 'score' | 'days' | 'count' | 'quantity' | 'date' | 'text' | 'flag';

export const units: readonly Unit[] = ['money', 'fraction', 'score', 'days', 'count', 'quantity', 'date', 'text', 'flag'];

type Type = Column['type'];

/** The type a metric of a unit is kept as: money and quantities exact, whole numbers whole, fractions and scores as doubles. */
export const typeOfUnit: Readonly<Record<Unit, Type>> = {
  money: { kind: 'decimal', precision: 18, scale: 2 },
  quantity: { kind: 'decimal', precision: 18, scale: 4 },
  fraction: { kind: 'float64' },
  score: { kind: 'float64' },
  days: { kind: 'int64' },
  count: { kind: 'int64' },
  date: { kind: 'date' },
  text: { kind: 'text' },
  flag: { kind: 'bool' },
};

/** A value that is known of each master account, by its name: what rules may ask for and tables show. */
export interface Fact {
  readonly name: string;
  /** For people: "Days to expiry". */
  readonly label: string;
  readonly description: string;
  readonly unit: Unit;
  /** Whether a column `<name>_reason` tells why there is no value. */
  readonly hasReason: boolean;
}
