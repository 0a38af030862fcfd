import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine } from '@audit/warehouse';
import { checkBinding } from '@audit/warehouse/proof';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindCatalogCodes } from './bind-catalog-codes.ts';
import { catalogCodes } from './catalog-codes.ts';
import { catalogFolder, replaced, valueText } from './catalog-folder.fixture.ts';
import type { Catalog } from './catalog.ts';
import { codesOfRun } from './codes-of-run.ts';
import { foldedSpellingsStage } from './folded-spellings.stage.ts';
import { shippedCatalogs } from './shipped-catalogs.ts';

const engine = duckDbEngine({ tempDirectory: join(tmpdir(), 'audit'), directories: [] });
afterAll(() => engine[Symbol.asyncDispose]());

/** `catalog raw` → code, as it is bound. */
const codesOf = async (folder: string): Promise<{ readonly catalogs: readonly Catalog[]; readonly codes: ReadonlyMap<string, string> }> => {
  await using session = await engine.session();
  const catalogs = await bindCatalogCodes(session, folder);
  const rows = await session.rows(`SELECT * FROM codes`, catalogCodes);
  return { catalogs, codes: new Map(rows.map(({ catalog, raw, code }) => [`${catalog} ${raw}`, code])) };
};

let shipped: Awaited<ReturnType<typeof codesOf>>;
beforeAll(async () => {
  shipped = await codesOf(shippedCatalogs);
});
const codesIn = (name: string): readonly string[] =>
  shipped.catalogs.find((catalog) => catalog.name === name)?.values.map(({ code }) => code) ?? [];

test('the shipped catalogs hold the codes that section 18 of the law names', () => {
  expect(codesIn('customer_person_title')).toEqual(['MR', 'MRS', 'MS', 'DR', 'PROF', 'OTHER', 'UNKNOWN']);
  expect(codesIn('customer_marital_status')).toEqual(['SINGLE', 'MARRIED', 'DIVORCED', 'WIDOWED', 'UNKNOWN']);
  expect(codesIn('customer_total_asset_bands')).toEqual([1, 2, 3, 4, 5].map((band) => `ASSET_BAND_${band}`).concat('UNKNOWN'));
  expect(codesIn('customer_monthly_income_bands')).toEqual([1, 2, 3, 4, 5].map((band) => `INCOME_BAND_${band}`).concat('UNKNOWN'));
  expect(codesIn('customer_source_of_income')).toEqual(expect.arrayContaining(['SALARY', 'DIVIDEND', 'RENTAL']));
  expect(codesIn('customer_purpose_of_investment')).toEqual(expect.arrayContaining(['RETIREMENT', 'EDUCATION']));
});

test('nationality and income country hold the 249 countries of ISO 3166-1, then OTHER and UNKNOWN', () => {
  const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const known = letters.flatMap((a) => letters.map((b) => `${a}${b}`)).filter((code) => regions.of(code) !== undefined);
  // Known to Unicode, and not official: reserved, withdrawn, of unions and for private use.
  const unofficial = 'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH QO RH SU TA TP UK UN VD XA XB XK YD YU ZR ZZ'.split(' ');
  const official = known.filter((code) => !unofficial.includes(code));
  expect(official).toHaveLength(249);
  for (const name of ['customer_nationality', 'customer_income_country']) {
    expect(codesIn(name).slice(0, 249).toSorted()).toEqual(official);
    expect(codesIn(name).slice(249)).toEqual(['OTHER', 'UNKNOWN']);
  }
});

test('a country is found by alpha-2, alpha-3 and numeric code', () => {
  const countries = shipped.catalogs.find(({ name }) => name === 'customer_nationality')?.values.slice(0, 249) ?? [];
  const wrong = countries.filter(({ source_codes: [alpha3 = '', numeric = ''] }) => !/^[A-Z]{3}$/.test(alpha3) || !/^\d{3}$/.test(numeric));
  expect(wrong).toEqual([]);
  for (const raw of ['TH', 'THA', '764']) expect(shipped.codes.get(`customer_nationality ${raw}`)).toBe('TH');
  expect(shipped.codes.get('customer_income_country NO')).toBe('NO');
});

test('every code and every source code is one row', () => {
  const due = shipped.catalogs.flatMap(({ values }) => values.map(({ source_codes }) => 1 + source_codes.length));
  expect(shipped.codes.size).toBe(due.reduce((sum, one) => sum + one, 0));
});

test('source codes are kept trimmed and in upper case, other scripts as they are', async () => {
  const folder = catalogFolder({ 'customer_person_title.yaml': replaced('MISTER', "'\u00a0mister\u3000'") });
  const { codes } = await codesOf(folder);
  expect(codes.get('customer_person_title MISTER')).toBe('MR');
  expect(codes.get('customer_person_title นาย')).toBe('MR');
  expect(codes.get('customer_marital_status MISTER')).toBeUndefined();
});

test('a retired code stands for itself still, for profiles hold it', async () => {
  const retired = valueText({ code: 'REV', order: 6, retired: 'OTHER', source: 'Reverend' });
  const { codes } = await codesOf(catalogFolder({ 'customer_person_title.yaml': (text) => text + retired }));
  expect(codes.get('customer_person_title REV')).toBe('REV');
  expect(codes.get('customer_person_title REVEREND')).toBe('REV');
});

test('a run reads the catalogs once: an edit between two batches does not reach it', async () => {
  const folder = catalogFolder();
  const bind = codesOfRun(folder);
  const countIn = async (): Promise<number> => {
    await using session = await engine.session();
    await bind(session);
    return (await session.rows('SELECT * FROM codes', catalogCodes)).length;
  };
  const before = await countIn();
  rmSync(folder, { recursive: true });
  expect(await countIn()).toBe(before);
  expect(before).toBe(shipped.codes.size);
});

test('the model that folds spellings binds to its declared input and yields its declared columns', async () => {
  await using session = await engine.session();
  await checkBinding(session, foldedSpellingsStage, {});
});
