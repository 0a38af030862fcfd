import * as fc from 'fast-check';
import { prefixForms, suffixForms } from './data/legal-forms.ts';

const heads = 'Acme,Zenvalon,Müller,Łódź Steel,Øresund,İstanbul,Straße,Boeing,Delta,Smith & Sons,Siemens,Northern,Southern,First,Bank of,A.B.C.,7-Eleven,3M,O’Brien,van Dijk,Kjær,Ромашка,トヨタ,삼성,أرامكو,Coop,AMBA,Company,Group,The,San,Meridian Capital Fund,Air,Toyota,Nuñez,Gülşen,Coca-Cola,Æther,Ĳssel'; // prettier-ignore
const trades = 'Logistics,Foods,Technologies,Tech,Intl,International,Dental,Airlines,Airways,Holdings,Group,Bank,Systems,Solutions,Manufacturing,Mfg,Brothers,Bros.,II,III,Fund IV,114,141,West,East,Soehne,und Partner'; // prettier-ignore
const places = 'Japan,(UK),Deutschland,EMEA,North America,US,France,- Berlin,Danmark,South Africa';

const oneOf = (list: string): fc.Arbitrary<string> => fc.constantFrom(...list.split(','));
const forms = [...Object.values(suffixForms), ...Object.values(prefixForms)].flatMap((list) => list.split(', '));

const misspelt = (name: string, at: number, how: number): string => {
  const letters = Array.from(name);
  const place = at % Math.max(1, letters.length);
  if (how === 1) letters.splice(place, 1);
  if (how === 2) letters.splice(place, 0, letters[place] ?? 'e');
  if (how === 3) letters.splice(place, 2, ...letters.slice(place, place + 2).toReversed());
  if (how === 4) letters[place] = 'a';
  return letters.join('');
};

/** Names as people write them: heads, trades, places, forms, misspelt or not, in any case; sometimes any text at all. */
export const companyNames: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record({
        words: fc.array(fc.oneof(oneOf(heads), oneOf(trades), fc.constantFrom('and', '&', 'of', 'und', '')), {
          minLength: 1,
          maxLength: 5,
        }),
        place: fc.oneof(fc.constant(''), oneOf(places)),
        form: fc.oneof(fc.constant(''), fc.constantFrom(...forms), fc.constantFrom('S.p.A.', 'A/S', 'Co., Ltd.', 'Inc.', 'GmbH & Co. KG')),
        at: fc.nat(200),
        how: fc.nat(8),
        letterCase: fc.nat(5),
      })
      .map(({ words, place, form, at, how, letterCase }) => {
        const name = misspelt([...words, place, form].filter((part) => part !== '').join(' '), at, how);
        return letterCase === 0 ? name.toUpperCase() : letterCase === 1 ? name.toLowerCase() : name;
      }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
);

export const countries: fc.Arbitrary<string | undefined> = fc.constantFrom(
  undefined,
  '',
  'US',
  'DE',
  'GB',
  'DK',
  'ID',
  'LT',
  'FR',
  'IT',
  'ZZ',
);
