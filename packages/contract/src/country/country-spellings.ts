import { countryNames } from './country-names.ts';

/** Names people write beside those of ISO 3166-1: short ones, former ones, and those a country has for itself. */
// prettier-ignore
const otherNames: Readonly<Record<string, string>> = {
  AE: 'UAE|Emirates', AT: 'Österreich|Oesterreich', BE: 'België|Belgique|Belgien', BO: 'Bolivia', BR: 'Brasil', CH: 'Schweiz|Suisse|Svizzera', CI: "Cote d'Ivoire|Ivory Coast",
  CN: "China|People's Republic of China|PRC", CD: 'DR Congo|Democratic Republic of the Congo', CV: 'Cape Verde', CZ: 'Czech Republic|Česká republika|Česko', DE: 'Deutschland', DK: 'Danmark', ES: 'España|Espana',
  FI: 'Suomi', GB: 'UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|United Kingdom', GR: 'Hellas', HK: 'Hong Kong SAR', HR: 'Hrvatska', HU: 'Magyarország', IE: 'Éire|Republic of Ireland',
  IR: 'Iran', IT: 'Italia', JP: 'Nippon', KP: 'North Korea', KR: 'South Korea|Korea|Republic of Korea', LA: 'Laos', LU: 'Luxemburg', MD: 'Moldova', MK: 'Macedonia', MM: 'Burma', MX: 'México',
  NL: 'Holland|Nederland|The Netherlands|Netherlands', NO: 'Norge', PL: 'Polska', PT: 'Portugal', RO: 'România', RU: 'Russia', SE: 'Sverige', SK: 'Slovak Republic', SY: 'Syria', SZ: 'Swaziland', TR: 'Turkey|Türkiye',
  TW: 'Taiwan', TZ: 'Tanzania', US: 'USA|U.S.|United States|United States of America|America', VA: 'Vatican', VE: 'Venezuela', VN: 'Vietnam|Viet Nam',
};

/** The frozen capitals of models know no letter of several capitals; those of these names have one each. */
const folded = (name: string): string => name.replaceAll('.', '').toUpperCase();

/** Each spelling of a country, in capitals and without full stops, with its code of two letters; a spelling of two countries is left out. */
export const countrySpellings = (): readonly (readonly [string, string])[] => {
  const known = new Map<string, string | undefined>();
  const learn = (spelling: string, code: string): void => {
    const key = folded(spelling);
    known.set(key, known.has(key) && known.get(key) !== code ? undefined : code);
  };
  for (const line of countryNames) {
    const [code = '', names = ''] = line.split('=');
    for (const name of [code, ...names.split('|')]) learn(name, code);
  }
  for (const [code, names] of Object.entries(otherNames)) for (const name of names.split('|')) learn(name, code);
  return [...known].flatMap(([spelling, code]) => (code === undefined ? [] : [[spelling, code] as const]));
};
