/** Bytes DuckDB keeps a DECIMAL of this precision in: 16, 32, 64 or 128 bits. Arrow's Decimal128 always takes 16. */
export const decimalWidth = (precision: number): 2 | 4 | 8 | 16 => {
  if (precision <= 4) return 2;
  if (precision <= 9) return 4;
  return precision <= 18 ? 8 : 16;
};
