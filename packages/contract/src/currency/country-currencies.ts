/** What was legal tender in a country, between two days. */
export interface CountryCurrency {
  /** ISO 3166-1, two letters. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  /** First day, and first day no more. */
  readonly since: string;
  readonly until: string;
}

const first = '0001-01-01';
const never = '9999-12-31';

/** Countries by the currency they have now. Bulgaria, and all that changed since 1999, stand below with their days. */
// prettier-ignore
const now: Readonly<Record<string, string>> = {
  AED: 'AE', AFN: 'AF', ALL: 'AL', AMD: 'AM', AOA: 'AO', ARS: 'AR', AUD: 'AU CX CC HM KI NR NF TV', AWG: 'AW', AZN: 'AZ', BAM: 'BA',
  BBD: 'BB', BDT: 'BD', BHD: 'BH', BIF: 'BI', BMD: 'BM', BND: 'BN', BOB: 'BO', BRL: 'BR', BSD: 'BS', BTN: 'BT', BWP: 'BW', BYN: 'BY',
  BZD: 'BZ', CAD: 'CA', CDF: 'CD', CHF: 'CH LI', CLP: 'CL', CNY: 'CN', COP: 'CO', CRC: 'CR', CUP: 'CU', CVE: 'CV', CZK: 'CZ', DJF: 'DJ',
  DKK: 'DK FO GL', DOP: 'DO', DZD: 'DZ', EGP: 'EG', ERN: 'ER', ETB: 'ET', EUR: 'AD MC SM VA ME XK GP MQ GF RE YT PM BL MF TF AX',
  FJD: 'FJ', FKP: 'FK', GBP: 'GB GG IM JE', GEL: 'GE', GHS: 'GH', GIP: 'GI', GMD: 'GM', GNF: 'GN', GTQ: 'GT', GYD: 'GY', HKD: 'HK',
  HNL: 'HN', HTG: 'HT', HUF: 'HU', IDR: 'ID', ILS: 'IL PS', INR: 'IN', IQD: 'IQ', IRR: 'IR', ISK: 'IS', JMD: 'JM', JOD: 'JO', JPY: 'JP',
  KES: 'KE', KGS: 'KG', KHR: 'KH', KMF: 'KM', KPW: 'KP', KRW: 'KR', KWD: 'KW', KYD: 'KY', KZT: 'KZ', LAK: 'LA', LBP: 'LB', LKR: 'LK',
  LRD: 'LR', LSL: 'LS', LYD: 'LY', MAD: 'MA EH', MDL: 'MD', MGA: 'MG', MKD: 'MK', MMK: 'MM', MNT: 'MN', MOP: 'MO', MRU: 'MR', MUR: 'MU',
  MVR: 'MV', MWK: 'MW', MXN: 'MX', MYR: 'MY', MZN: 'MZ', NAD: 'NA', NGN: 'NG', NIO: 'NI', NOK: 'NO BV SJ', NPR: 'NP',
  NZD: 'NZ CK NU PN TK', OMR: 'OM', PAB: 'PA', PEN: 'PE', PGK: 'PG', PHP: 'PH', PKR: 'PK', PLN: 'PL', PYG: 'PY', QAR: 'QA', RSD: 'RS',
  RUB: 'RU', RWF: 'RW', SAR: 'SA', SBD: 'SB', SCR: 'SC', SDG: 'SD', SEK: 'SE', SGD: 'SG', SHP: 'SH', SLE: 'SL', SOS: 'SO', SRD: 'SR',
  SSP: 'SS', STN: 'ST', SYP: 'SY', SZL: 'SZ', THB: 'TH', TJS: 'TJ', TMT: 'TM', TND: 'TN', TOP: 'TO', TTD: 'TT', TWD: 'TW',
  TZS: 'TZ', UAH: 'UA', UGX: 'UG', USD: 'US AS BQ EC FM GU IO MH MP PR PW SV TC TL UM VG VI', UYU: 'UY', UZS: 'UZ', VES: 'VE', VND: 'VN',
  VUV: 'VU', WST: 'WS', XAF: 'CF CG CM GA GQ TD', XCD: 'AG AI DM GD KN LC MS VC', XOF: 'BF BJ CI GW ML NE SN TG', XPF: 'NC PF WF',
  XCG: 'CW SX', YER: 'YE', ZAR: 'ZA', ZMW: 'ZM', ZWG: 'ZW',
};

/** First days of present currencies, where they are younger than the euro and what was before has no rates with us: before them nothing is said. */
// prettier-ignore
const began: Readonly<Record<string, string>> = {
  AFN: '2002-10-07', AZN: '2006-01-01', BYN: '2016-07-01', GHS: '2007-07-01', MGA: '2005-01-01', MRU: '2018-01-01', MZN: '2006-07-01',
  RSD: '2003-02-04', SDG: '2007-01-10', SLE: '2022-07-01', SRD: '2004-01-01', SSP: '2011-07-18', STN: '2018-01-01', TMT: '2009-01-01',
  VES: '2018-08-20', XCG: '2025-03-31', ZMW: '2013-01-01', ZWG: '2024-04-08', EC: '2000-09-11', SV: '2001-01-01', TL: '2000-01-24',
  ME: '2002-01-01', XK: '2002-01-01',
};

/** Countries that changed, with the day and the currencies before and after. */
const changed: readonly (readonly [since: string, before: Readonly<Record<string, string>>, after: string])[] = [
  [
    '1999-01-01',
    { AT: 'ATS', BE: 'BEF', DE: 'DEM', ES: 'ESP', FI: 'FIM', FR: 'FRF', IE: 'IEP', IT: 'ITL', LU: 'LUF', NL: 'NLG', PT: 'PTE' },
    'EUR',
  ],
  ['2001-01-01', { GR: 'GRD' }, 'EUR'],
  ['2005-01-01', { TR: 'TRL' }, 'TRY'],
  ['2005-07-01', { RO: 'ROL' }, 'RON'],
  ['2007-01-01', { SI: 'SIT' }, 'EUR'],
  ['2008-01-01', { CY: 'CYP', MT: 'MTL' }, 'EUR'],
  ['2009-01-01', { SK: 'SKK' }, 'EUR'],
  ['2011-01-01', { EE: 'EEK' }, 'EUR'],
  ['2014-01-01', { LV: 'LVL' }, 'EUR'],
  ['2015-01-01', { LT: 'LTL' }, 'EUR'],
  ['2023-01-01', { HR: 'HRK' }, 'EUR'],
  ['2026-01-01', { BG: 'BGN' }, 'EUR'],
];

/**
 * The currency of each country as of a day: of those the euro replaced, and of Turkey and Romania, before and after; of others whose money
 * is younger than the euro only from its first day on, for what was before is in no source of rates.
 *
 * @see ISO 4217, list one; the Council's decisions on the adoption of the euro
 */
export const countryCurrencies: readonly CountryCurrency[] = [
  ...Object.entries(now).flatMap(([currency, countries]) =>
    countries.split(' ').map((country) => ({ country, currency, since: began[country] ?? began[currency] ?? first, until: never })),
  ),
  ...changed.flatMap(([day, before, after]) =>
    Object.entries(before).flatMap(([country, currency]) => [
      { country, currency, since: first, until: day },
      { country, currency: after, since: day, until: never },
    ]),
  ),
];
