/**
 * Where the currency of the amounts of a row comes from. The first that says something decides, in this order; a text that names no
 * currency does not let the next one speak, for nothing is guessed.
 */
export interface CurrencyRule {
  /** Column of the row's own currency. */
  readonly field?: string;
  /** Column with the currency of the row's parent: the account of an order, the order of a line. */
  readonly parent?: string;
  /** Currency of all amounts of the table or of its source, as declared. */
  readonly declared?: string;
  /** Column of the country, ISO 3166-1 with two letters; its currency as of the day of the row. */
  readonly country?: string;
  /** Column of a region; only regions that have exactly one currency are listed. */
  readonly region?: { readonly column: string; readonly currencies: Readonly<Record<string, string>> };
  /** Taken where nothing else says anything. Leave it out unless a default is allowed. */
  readonly fallback?: string;
}

/** The amounts of a table and what they are converted by. */
export interface ConversionRule {
  /** Columns of amounts: decimals with at most four digits after the point. */
  readonly amounts: readonly [string, ...string[]];
  /** Column of the day whose rate counts: that of the event, never that of the run. */
  readonly on: string;
  /** Currency the amounts are converted to. */
  readonly base: string;
  readonly currency: CurrencyRule;
  /** Where a half of the smallest unit goes: away from zero, or (bankers' rounding) to the even neighbour. */
  readonly rounding?: 'half-away' | 'half-even';
}
