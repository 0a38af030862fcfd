/** A conversion the law fixed: so many units of a currency are one of another, from a day on, for ever. */
export interface FixedConversion {
  readonly currency: string;
  readonly into: string;
  /** Units of `currency` for one of `into`; of the euro's predecessors with six significant figures. */
  readonly units: string;
  readonly since: string;
}

const euro = (since: string, units: Readonly<Record<string, string>>): readonly FixedConversion[] =>
  Object.entries(units).map(([currency, of]) => ({ currency, into: 'EUR', units: of, since }));

/**
 * Predecessors of the euro, old Turkish and Romanian money, and the hundredths in which London and Johannesburg quote shares.
 *
 * @see Council Regulation (EC) 2866/98 and its successors for each later member (the irrevocable rates); Turkish law 5083 (1 TRY =
 * 1,000,000 TRL from 2005-01-01); Romanian law 348/2004 (1 RON = 10,000 ROL from 2005-07-01)
 */
export const fixedConversions: readonly FixedConversion[] = [
  ...euro('1999-01-01', {
    ATS: '13.7603',
    BEF: '40.3399',
    DEM: '1.95583',
    ESP: '166.386',
    FIM: '5.94573',
    FRF: '6.55957',
    IEP: '0.787564',
    ITL: '1936.27',
    LUF: '40.3399',
    NLG: '2.20371',
    PTE: '200.482',
  }),
  ...euro('2001-01-01', { GRD: '340.750' }),
  ...euro('2007-01-01', { SIT: '239.640' }),
  ...euro('2008-01-01', { CYP: '0.585274', MTL: '0.429300' }),
  ...euro('2009-01-01', { SKK: '30.1260' }),
  ...euro('2011-01-01', { EEK: '15.6466' }),
  ...euro('2014-01-01', { LVL: '0.702804' }),
  ...euro('2015-01-01', { LTL: '3.45280' }),
  ...euro('2023-01-01', { HRK: '7.53450' }),
  ...euro('2026-01-01', { BGN: '1.95583' }),
  { currency: 'TRL', into: 'TRY', units: '1000000', since: '2005-01-01' },
  { currency: 'ROL', into: 'RON', units: '10000', since: '2005-07-01' },
  { currency: 'GBX', into: 'GBP', units: '100', since: '1971-02-15' },
  { currency: 'ZAC', into: 'ZAR', units: '100', since: '1961-02-14' },
];
