import { countryCurrencies } from './country-currencies.ts';
import { fixedConversions } from './fixed-conversions.ts';

/** Spellings that mean one currency and no other; capitals count, and are looked up before the rest is made capital. */
export const currencyAliases: Readonly<Record<string, string>> = {
  US$: 'USD',
  USD$: 'USD',
  EURO: 'EUR',
  EUROS: 'EUR',
  '€': 'EUR',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  R$: 'BRL',
  RMB: 'CNY',
  CNH: 'CNY',
  STG: 'GBP',
  GBp: 'GBX',
  ZAc: 'ZAC',
};

/** Signs that several currencies share: they mean one only together with a country that has it. */
export const symbolCurrencies: Readonly<Record<string, readonly string[]>> = {
  $: 'USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BSD BBD BZD BMD BND KYD FJD GYD JMD LRD NAD XCD SBD SRD TTD UYU DOP'.split(' '),
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  '¥': ['JPY', 'CNY'],
  '£': 'GBP EGP LBP SYP SDG SSP FKP GIP SHP'.split(' '),
};

/** Every code an amount may be in, sorted: that of a country, now or before it got another, and hundredths of the pound and the rand. */
export const knownCurrencies: readonly string[] = [
  ...new Set([
    ...countryCurrencies.map(({ currency }) => currency),
    ...fixedConversions.flatMap(({ currency, into }) => [currency, into]),
    ...'CLF UYI UYW CHE CHW COU MXV BOV USN'.split(' '),
  ]),
].toSorted();

const known = new Set(knownCurrencies);

/** Whether money has this code; gold, and the codes for tests and for no currency, are none. */
export const isCurrency = (code: string): boolean => known.has(code);
