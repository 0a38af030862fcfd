import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { companyNames, countries } from '../names/company-names.fixture.ts';
import { noFrequencies } from '../names/count-words.ts';
import { takeApart } from '../names/name-parts.ts';
import { type JudgedPair, judgedPairs } from '../pairs.fixture.ts';
import { nameSimilarity } from './name-similarity.ts';
import { relationByName } from './relation-by-name.ts';

const judge = ({ names, countries }: JudgedPair) => {
  const [a, b] = [takeApart(names[0], countries[0]), takeApart(names[1], countries[1])];
  return { ...relationByName(a, b, noFrequencies, countries), score: nameSimilarity(a, b, noFrequencies).score };
};

test.each([...judgedPairs('hard_pairs.csv'), ...judgedPairs('more_pairs.csv')])('$names are judged $expected', (pair) => {
  expect(judge(pair)).toMatchObject({ relation: pair.expected });
});

test('the scores of the hard pairs, all together', () => {
  expect(
    judgedPairs('hard_pairs.csv')
      .map((pair) => `${judge(pair).score} ${pair.expected}: ${pair.names.join(' / ')}`)
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "40 different: Delta Air Lines / Delta Dental
    37 different: Bank of the West / Bank of the East
    69 different: Meridian Capital Fund II / Meridian Capital Fund III
    69 different: Northern Trust / Southern Trust
    75 different: American Airlines / American Airways
    35 related: Siemens AG / Siemens Healthineers AG
    62 related: Hitachi Solutions / Hitachi Systems
    100 review: Müller GmbH & Co. KG / Mueller GmbH
    100 same: Johnson & Johnson / Johnson and Johnson Inc.
    100 same: International Business Machines Corp / IBM
    100 review: Apex Solutions Ltd / Apex Solutions Pty Ltd
    100 same: Acme Technologies Inc / ACME Tech
    100 same: Łódź Steel Sp. z o.o. / Lodz Steel
    15 different: SAP SE / SAS Institute
    80 different: Telia / Delia
    100 same: Smith Brothers Foods / Foods, Smith Bros.
    100 same: General Motors / General Motors Japan K.K.
    100 review: Coop / Coop Danmark A/S
    100 review: AMBA / Amba Ltd
    100 same: S.p.A. Foods / SPA Foods Inc
    100 same: Nestlé S.A. / NESTLE SA
    100 same: Ørsted A/S / Orsted
    100 same: İstanbul Lojistik A.Ş. / Istanbul Lojistik AS
    100 same: Straße & Söhne GmbH / Strasse und Soehne
    100 same: The Boeing Company / Boeing
    100 same: 3M / 3M Deutschland GmbH
    100 same: 7-Eleven / 7 Eleven Japan Co. Ltd.
    100 same: A.B.C. Logistics / ABC Logistics
    0 different: A-B-C Company / XYZ Company
    57 different: First National Bank / First Republic Bank
    100 review: Company / The Company Inc
    84 different: Deutsche Bank AG / Deutsche Bahn AG
    69 different: China Eastern Airlines / China Southern Airlines
    100 same: Toyota Motor Corporation / Toyota Motor North America
    53 related: Toyota Industries / Toyota Motor
    40 related: Sony Group / Sony Music
    0 review: 株式会社トヨタ / Toyota K.K.
    0 review: ООО Ромашка / Romashka LLC
    15 different: PT Astra International Tbk / PT Telkom Indonesia Tbk
    21 different: UAB Vilniaus Duona / UAB Kauno Grudai
    69 different: Store 114 Retail / Store 141 Retail
    100 same: Area 51 Media / Area 51 Media LLC
    83 different: University of York / York University
    69 different: New York Life / York Life
    100 review: Pacific Union Bank / Union Pacific Bank
    100 same: Acme Holdings / Acme
    42 different: Acme Insurance / Acme Logistics
    55 different: Smith & Co / Smith & Sons
    45 review: Kraft / Kraft Heinz
    18 review: Sun / Sun Microsystems"
  `);
});

test('the order of the two names does not matter', () => {
  fc.assert(
    fc.property(companyNames, companyNames, countries, countries, (one, other, here, there) => {
      const [a, b] = [takeApart(one, here), takeApart(other, there)];
      const forth = relationByName(a, b, noFrequencies, [here ?? '', there ?? '']);
      expect(relationByName(b, a, noFrequencies, [there ?? '', here ?? ''])).toEqual(forth);
    }),
    { numRuns: process.env['AUDIT_TEST_DEEP'] === '1' ? 50_000 : 2_000 },
  );
});
