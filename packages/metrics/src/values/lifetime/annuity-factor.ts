/** What a lifetime is reckoned with. */
export interface Annuity {
  readonly horizon_months: number;
  readonly retention_per_month: number;
  readonly discount_per_month: number;
  readonly margin: number;
}

/** Months of recurring revenue the future is worth: the sum over months t of margin × retention^t ÷ (1 + discount)^t. */
export const annuityFactor = ({ horizon_months, retention_per_month, discount_per_month, margin }: Annuity): number => {
  const step = retention_per_month / (1 + discount_per_month);
  let sum = 0;
  for (let month = 1; month <= horizon_months; month++) sum += step ** month;
  return margin * sum;
};
