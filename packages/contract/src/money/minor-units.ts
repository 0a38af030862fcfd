/** Digits after the point of the currencies that do not have two (ISO 4217). */
export const unusualMinorUnits: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Digits after the point to which amounts of a currency are rounded; 2 where none is named. */
export const minorUnits = (currency: string | null): number => (currency === null ? 2 : (unusualMinorUnits[currency] ?? 2));
