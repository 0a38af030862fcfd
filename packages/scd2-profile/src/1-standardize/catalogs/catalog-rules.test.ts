import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CatalogFinding, CatalogInvalid, FileUnreadable } from '@audit/contract';
import { duckDbEngine } from '@audit/warehouse';
import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { bindCatalogCodes } from './bind-catalog-codes.ts';
import { catalogFolder, type Edits, replaced, valueText } from './catalog-folder.fixture.ts';

const engine = duckDbEngine({ tempDirectory: join(tmpdir(), 'audit'), directories: [] });
afterAll(() => engine[Symbol.asyncDispose]());

/** The faults of a folder, as the message shows them. */
const faultsIn = async (folder: string, against?: string): Promise<readonly string[]> => {
  await using session = await engine.session();
  try {
    await bindCatalogCodes(session, folder, against);
  } catch (error) {
    if (!(error instanceof CatalogInvalid)) throw error;
    expect(error.findings.filter(({ remedy }: CatalogFinding) => remedy === '')).toEqual([]);
    return error.message.split('\n  ').slice(1);
  }
  return [];
};
const faults = (edits: Edits): Promise<readonly string[]> => faultsIn(catalogFolder(edits));
const appended =
  (...values: readonly Parameters<typeof valueText>[0][]) =>
  (text: string) =>
    `${text}${values.map(valueText).join('')}`;

const title = 'customer_person_title.yaml';
const marital = 'customer_marital_status.yaml';
const income = 'customer_source_of_income.yaml';
const nationality = 'customer_nationality.yaml';
const countries = 'iso_3166_1_alpha_2.yaml';

test('the shipped catalogs keep all rules', async () => {
  expect(await faults({})).toEqual([]);
});

describe('the form of a file', () => {
  test.each<[string, Edits, string]>([
    [
      'an unknown key',
      { [title]: replaced('owner:', 'multi_valeud: 1\nowner:') },
      `${title}:6: there is no key "multi_valeud"; did you mean "multi_valued"?; correct it or leave it out`,
    ],
    [
      'a key that is missing',
      { [title]: replaced('owner: Data Architecture\n', '') },
      `${title}:1: "owner" is missing; give who decides about it`,
    ],
    [
      'a key that stands twice',
      { [title]: replaced('owner:', 'name: x\nowner:') },
      `${title}:6: it is not YAML (Map keys must be unique); correct it there`,
    ],
    ['a version that is none', { [title]: replaced('1.0.0', '1.0') }, `${title}:4: "version" is 1; give a version such as 1.0.0`],
    [
      'a day that is none',
      { [title]: replaced('2025-12-01', '2025-13-01') },
      `"effective_from" is "2025-13-01"; give a date such as 2026-01-31`,
    ],
    ['a code in small letters', { [title]: replaced('code: MRS', 'code: Mrs') }, '(Mrs): "code" is "Mrs"; give capital letters'],
    ['a code of 51 letters', { [title]: replaced('code: MRS', `code: M${'R'.repeat(50)}`) }, 'give capital letters'],
    ['a country that is no alpha-2 code', { [countries]: replaced('code: AW', 'code: ABW') }, `${countries}:`],
    [
      'a number without quotes',
      { [marital]: replaced("[U, 'N/A']", '[1]') },
      '(UNKNOWN): "source_codes" is 1; give a list of texts, numbers in quotes',
    ],
    ['a label without English', { [title]: replaced("      en: 'Mr'\n", '') }, '(MR): "en" is missing'],
    ['an order that is no whole number', { [title]: replaced('order: 2', 'order: 2.5') }, '(MRS): "order" is 2.5; give a whole number'],
    ['a list that is not known', { [nationality]: replaced('include: iso_3166_1_alpha_2', 'include: iso') }, '"include" is "iso"'],
    ['a file that is a list', { [title]: () => '- a\n' }, `${title}:1: it is not a catalog; write the keys name, version`],
    ['an empty file', { [title]: () => '' }, `${title}:1: it is not a catalog`],
    ['a file that is not YAML', { [title]: () => 'name: [\n' }, `${title}:2: it is not YAML`],
    ['two documents in a file', { [title]: (text) => `${text}---\n${text}` }, 'it is not YAML'],
    ['an alias', { [title]: (text) => text.replace('Data Architecture', '&a x').replace("'Mr'", '*a') }, 'it uses aliases'],
  ])('%s is refused with its line', async (_, edits, expected) => {
    const found = await faults(edits);
    expect(found).toEqual([expect.stringContaining(expected)]);
  });

  test('a file that is not UTF-8 cannot be read', async () => {
    const folder = catalogFolder();
    writeFileSync(join(folder, title), Buffer.from([0x6e, 0xff]));
    await expect(faultsIn(folder)).rejects.toThrow(FileUnreadable);
  });
});

describe('the eleven', () => {
  test('are all there', async () => {
    expect(await faults({ [title]: undefined })).toEqual([
      `${title}: the file is missing; put it there; docs/profile.md says where the shipped one is`,
    ]);
  });

  test('have no other beside them', async () => {
    const folder = catalogFolder({ [title]: undefined });
    writeFileSync(join(folder, 'customer_person_titel.yaml'), '');
    expect(await faultsIn(folder)).toContain(
      `customer_person_titel.yaml: no attribute has this catalog; did you mean "${title}"?; rename it or move it away`,
    );
  });

  test('include a list that is there', async () => {
    expect(await faults({ [countries]: undefined })).toEqual([
      expect.stringContaining(`${countries}: the list that catalogs include is missing`),
    ]);
  });

  test('lie in a folder that is there', async () => {
    const folder = catalogFolder();
    expect(await faultsIn(join(folder, title))).toEqual([expect.stringContaining('there is no such folder')]);
    expect(await faultsIn(join(folder, 'no-such-folder'))).toEqual([
      expect.stringContaining('there is no such folder; name one with --catalogs'),
    ]);
  });

  test.each<[string, Edits, string]>([
    ['name', { [title]: replaced('name: customer_person_title', 'name: customer_title') }, `${title}:3: name is "customer_title"`],
    [
      'free text',
      { [title]: replaced('field: person_title_other', 'field: title_other') },
      'other_field is "title_other", and the contract of person_title says "person_title_other"',
    ],
    [
      'set',
      { [income]: replaced('multi_valued: true', 'multi_valued: false') },
      'multi_valued is false, and the contract of source_of_income says true',
    ],
  ])('have the %s their attribute has', async (_, edits, expected) => {
    expect(await faults(edits)).toContainEqual(expect.stringContaining(expected));
  });
});

describe('the values', () => {
  test.each<[string, Edits, string]>([
    [
      'a code that stands twice',
      { [title]: appended({ code: 'MR', order: 6 }) },
      `(MR): the code is at ${title}:12 already; keep one of them`,
    ],
    ['a country that a catalog repeats', { [nationality]: appended({ code: 'TH', order: 1 }) }, `(TH): the code is at ${countries}:`],
    [
      'an order that stands twice',
      { [title]: replaced('order: 2', 'order: 3') },
      '(MS): order 3 is that of MRS (line 20) already; give it another',
    ],
    [
      'no UNKNOWN',
      { [marital]: (text) => text.slice(0, text.indexOf('  - code: UNKNOWN')) },
      '(UNKNOWN): the code is missing; add it with order 99',
    ],
    [
      'no OTHER beside free text',
      { [title]: replaced('code: OTHER', 'code: OTHERS') },
      '(OTHER): the code is missing, and person_title_other says what it stands for',
    ],
    [
      'OTHER without free text',
      { [marital]: appended({ code: 'OTHER', order: 98 }) },
      '(OTHER): no free text says what it stands for; remove it',
    ],
    ['UNKNOWN that is not last', { [title]: replaced('order: 99', 'order: 97') }, '(UNKNOWN): order is 97; give it 99'],
    ['a value beside the last ones', { [title]: appended({ code: 'REV', order: 100 }) }, '(REV): order 100 puts it beside OTHER (98)'],
    [
      'UNKNOWN that is retired',
      { [marital]: replaced('active: true\n    source_codes: [U,', 'active: false\n    replaced_by: SINGLE\n    source_codes: [U,') },
      '(UNKNOWN): it is retired, and values fall back to it',
    ],
    [
      'a retired code without another',
      { [title]: appended({ code: 'REV', order: 6, retired: '' }) },
      '(REV): it is retired and nothing replaces it',
    ],
    [
      'a retired code with one that is none',
      { [title]: appended({ code: 'REV', order: 6, retired: 'PRIEST' }) },
      '(REV): replaced_by names "PRIEST", which is no code here',
    ],
    [
      'a retired code that replaces itself',
      { [title]: appended({ code: 'REV', order: 6, retired: 'REV' }) },
      '(REV): replaced_by "REV" leads to no active code',
    ],
    [
      'an active code with another',
      { [title]: replaced('code: MRS\n', 'code: MRS\n    replaced_by: MS\n') },
      '(MRS): it is active and replaced by MS',
    ],
    [
      'a member with a bar',
      { [income]: replaced('[WAGE,', "['WAGE|PAY',") },
      '(SALARY): source code "WAGE|PAY" holds |, which separates members',
    ],
  ])('%s is refused', async (_, edits, expected) => {
    expect(await faults(edits)).toContainEqual(expect.stringContaining(expected));
  });

  test('two retired codes that replace each other are both refused', async () => {
    const edits = { [title]: appended({ code: 'REV', order: 6, retired: 'FR' }, { code: 'FR', order: 7, retired: 'REV' }) };
    expect(await faults(edits)).toEqual([
      expect.stringContaining('(REV): replaced_by "FR" leads to no active code'),
      expect.stringContaining('(FR): replaced_by "REV" leads to no active code'),
    ]);
  });

  test('a code may be retired again and again, as long as an active one is at the end', async () => {
    const edits = { [title]: appended({ code: 'REV', order: 6, retired: 'FR' }, { code: 'FR', order: 7, retired: 'OTHER' }) };
    expect(await faults(edits)).toEqual([]);
  });
});

describe('source codes', () => {
  test.each<[string, Edits, string]>([
    [
      'of two codes, in other case and white space',
      { [title]: replaced('MISTER', "'\u00a0dOcToR\t'") },
      `(DR): source code "DOCTOR" reads the same as "\u00a0dOcToR\t" of MR (${title}:12): DOCTOR; keep it with one of them`,
    ],
    [
      'that are another code',
      { [title]: replaced('MISTER', 'prof') },
      `(MR): source code "prof" reads the same as the code PROF (${title}:`,
    ],
    [
      'that are their own code',
      { [title]: replaced('MISTER', "' mr'") },
      '(MR): source code " mr" reads the same as "MR" here: MR; leave it out',
    ],
    ['that stand twice at one code', { [title]: replaced('MISTER', "'นาย '") }, '(MR): source code "นาย " reads the same as "นาย" here'],
    ['that are blank', { [title]: replaced('MISTER', "'\u200b'") }, '(MR): source code "\u200b" is blank'],
    [
      'of a code and a country',
      { [nationality]: replaced('STATELESS', 'th') },
      `(OTHER): source code "th" reads the same as the code TH (${countries}:`,
    ],
    ['of two countries', { [countries]: replaced("'764'", "'004'") }, '(TH): source code "004" reads the same as "004" of AF'],
  ])('%s are refused', async (_, edits, expected) => {
    expect(await faults(edits)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('against an earlier version', () => {
  const rev = { code: 'REV', order: 6 };

  test('nothing is wrong with the same catalogs, or with more codes under a later version', async () => {
    expect(await faultsIn(catalogFolder(), catalogFolder())).toEqual([]);
    const later = catalogFolder({ [title]: (text) => appended(rev)(replaced('1.0.0', '1.10.0')(text)) });
    expect(await faultsIn(later, catalogFolder({ [title]: replaced('1.0.0', '1.9.0') }))).toEqual([]);
  });

  test('a code that is gone is named, though the version is later', async () => {
    const later = catalogFolder({ [title]: replaced('1.0.0', '2.0.0') });
    expect(await faultsIn(later, catalogFolder({ [title]: appended(rev) }))).toEqual([
      `${title}:11 (REV): the code of version 1.0.0 is gone, and profiles may hold it; put it back with active: false and replaced_by`,
    ]);
  });

  test('other values under the same version, or a version before, are refused', async () => {
    const changed = catalogFolder({ [title]: replaced('MISTER', 'HERR') });
    expect(await faultsIn(changed, catalogFolder())).toEqual([
      expect.stringContaining(`${title}:4: version 1.0.0 has other values than the earlier one, 1.0.0`),
    ]);
    const later = catalogFolder({ [title]: replaced('1.0.0', '1.10.0') });
    expect(await faultsIn(catalogFolder({ [title]: replaced('1.0.0', '1.9.0') }), later)).toEqual([
      expect.stringContaining('version 1.9.0 is before the earlier one, 1.10.0'),
    ]);
  });

  test('an earlier version that cannot be read is refused itself', async () => {
    expect(await faultsIn(catalogFolder(), catalogFolder({ [title]: () => 'x' }))).toEqual([
      expect.stringContaining('it is not a catalog'),
    ]);
  });
});

test('all faults of all files are named at once', async () => {
  const found = await faults({
    [title]: replaced('order: 2', 'order: 3'),
    [marital]: () => '',
    [income]: replaced('[WAGE,', '[salary, WAGE,'),
  });
  expect(found.map((fault) => fault.split(':')[0])).toEqual([marital, title, income]);
});
