import { textLiteral } from '@audit/warehouse';
import { idMacros } from './id-macros.ts';
import { pick } from './pick.ts';

/** Where accounts are: region, country, currency, legal form; as often as they stand here. */
const places = [
  ['EMEA', 'Germany', 'EUR', 'GmbH'],
  ['EMEA', 'Germany', 'EUR', 'AG'],
  ['EMEA', 'France', 'EUR', 'S.A.'],
  ['EMEA', 'United Kingdom', 'GBP', 'Ltd'],
  ['EMEA', 'Switzerland', 'CHF', 'AG'],
  ['EMEA', 'Denmark', 'DKK', 'A/S'],
  ['AMER', 'United States', 'USD', 'Inc.'],
  ['AMER', 'United States', 'USD', 'LLC'],
  ['AMER', 'United States', 'USD', 'Corp.'],
  ['AMER', 'Canada', 'CAD', 'Inc.'],
  ['APAC', 'Japan', 'JPY', 'K.K.'],
  ['APAC', 'Australia', 'AUD', 'Pty Ltd'],
  ['APAC', 'Singapore', 'SGD', 'Pte. Ltd.'],
  ['LATAM', 'Brazil', 'BRL', 'Ltda.'],
  ['LATAM', 'Mexico', 'MXN', 'S.A. de C.V.'],
] as const;

const placeMacros = ['region_of', 'country_of', 'currency_of', 'legal_form_of'].map(
  (name, part) =>
    `CREATE MACRO ${name}(a) AS ${pick(
      'a',
      'place',
      places.map((place) => place[part] ?? ''),
    )}`,
);

/** SQL functions the organisation is made with. The same seed makes the same organisation. */
export const macros = (seed: number, now: string): readonly string[] => [
  ...idMacros,
  `CREATE MACRO rnd(i, salt) AS hash(i, concat(salt, ${textLiteral(`/${seed}`)}))`,
  `CREATE MACRO below(i, salt, k) AS CAST(rnd(i, salt) % k AS BIGINT)`,
  `CREATE MACRO one_in(i, salt, k) AS below(i, salt, k) = 0`,
  `CREATE MACRO org_now() AS CAST(${textLiteral(now)} AS TIMESTAMP)`,
  `CREATE MACRO org_day() AS CAST(org_now() AS DATE)`,
  // What an account lives through: 0 leaves, 1 grows, 2 is silent, 3 pays late, 4 has trouble with service, else all is well.
  `CREATE MACRO story(a) AS below(a, 'story', 10)`,
  ...placeMacros,
  `CREATE MACRO company_of(a) AS concat(
    ${pick('a', 'n1', ['Nor', 'Val', 'Kes', 'Mün', 'Tre', 'Lø', 'Ar', 'Bel', 'Cor', 'Dra', 'Êtr', 'Fen', 'Gal', 'Hol', 'Iri', 'Jor', 'Kra', 'Lum', 'Mer', 'Ost'])},
    ${pick('a', 'n2', ['da', 'vi', 'no', 'ra', 'sten', 'ß', 'mo', 'li', 'que', 'ñe', 'tech', 'go', 'pa', 'cu', 'xi', 'wen'])},
    ${pick('a', 'n3', ['ris', 'dyne', 'port', 'mark', 'wald', 'field', 'soft', 'line', 'berg', 'ström', 'via', 'plex'])}, ' ',
    ${pick('a', 'n4', ['Industries', 'Logistics', 'Foods', 'Software', 'Energy', 'Health', 'Textiles', 'Robotics', 'Finance', 'Media'])})`,
  `CREATE MACRO first_name(i) AS ${pick('i', 'first', ['Anna', 'Björn', 'Chloé', 'Dmitri', 'Eve', 'François', 'Grace', 'Hana', 'Iñigo', 'Jo', 'Karla', 'Liam', 'Mia', 'Noah', 'Zoë'])}`,
  `CREATE MACRO last_name(i) AS ${pick('i', 'last', ['Müller', "O'Neil", 'Smith', 'García', 'Tanaka', 'Nguyen', 'Larsen', 'Dubois', 'Rossi', 'Kowalski', 'Silva', 'Brown', 'Weiß', 'Åberg'])}`,
  // Text as people type it: line breaks, quotes, commas, and now and then a page of it.
  `CREATE MACRO prose(i, salt) AS CASE below(i, salt, 12) WHEN 0 THEN NULL
    WHEN 1 THEN concat('Called on ', below(i, salt, 28) + 1, '.', chr(10), 'They said "not now", then hung up.', chr(13), chr(10), 'Next: e-mail, phone')
    WHEN 2 THEN '"Quoted", with a comma' WHEN 3 THEN 'Größe, Straße; naïve café – ✓ 🚚' WHEN 4 THEN repeat('The quick brown fox jumps over the lazy dog. ', CAST(1 + below(i, salt, 40) AS BIGINT))
    ELSE concat('Note ', rnd(i, salt)) END`,
  // Java's text of a double, which the real one sends: 5000.0, 12.34, and from ten million on 1.15056052E8.
  `CREATE MACRO sf_trimmed(t) AS regexp_replace(t, '(\\.\\d+?)0+$', '\\1')`,
  `CREATE MACRO sf_plain(t) AS CASE WHEN contains(t, '.') THEN sf_trimmed(t) ELSE t || '.0' END`,
  `CREATE MACRO sf_mantissa(t) AS sf_trimmed(concat(substr(t, 1, 1), '.', replace(substr(t, 2), '.', '')))`,
  `CREATE MACRO sf_number(x) AS CASE WHEN x IS NULL THEN NULL WHEN abs(x) < 10000000 THEN sf_plain(CAST(x AS VARCHAR))
    ELSE concat(CASE WHEN x < 0 THEN '-' END, sf_mantissa(CAST(abs(x) AS VARCHAR)), 'E', length(CAST(CAST(trunc(abs(x)) AS BIGINT) AS VARCHAR)) - 1) END`,
];

/** The function that tells the present of the organisation. */
export const clockMacro = (clock: string): string => `CREATE OR REPLACE MACRO sim_clock() AS CAST(${textLiteral(clock)} AS TIMESTAMP)`;
