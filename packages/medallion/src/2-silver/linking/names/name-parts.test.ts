import { expect, test } from 'vitest';
import { takeApart } from './name-parts.ts';

const core = (name: string, country?: string): string => takeApart(name, country).tokens.join(' ');
const isOneName = (names: readonly (readonly [string, string?])[]): void => {
  const skeletons = names.map(([name, country]) => takeApart(name, country).skeleton);
  expect(skeletons).toEqual(skeletons.map(() => skeletons[0]));
};

test('letters with strokes, marks, dots and ligatures are those people type instead', () => {
  expect(core('İSTANBUL Lojistik', 'TR')).toBe('istanbul lojistik');
  expect(core('Iğdır ılıca')).toBe('igdir ilica');
  expect(core('Łódź Steel')).toBe('lodz steel');
  expect(core('Ørsted Þór Đuro ﬁnanz Œuvre')).toBe('orsted thor duro finanz ouvre');
  expect(core('STRASSE')).toBe(core('Straße'));
  expect(core('STRAẞE')).toBe(core('Straße'));
});

test('an umlaut and its spelling with e are one, without a dictionary', () => {
  isOneName([['Mueller'], ['Müller'], ['Muller'], ['MÜLLER'], ['Mu\u0308ller']]);
  isOneName([['Håkansson Bygg', 'SE'], ['Haakansson Bygg'], ['Hakansson Bygg AB', 'SE']]);
  isOneName([['Straße & Söhne GmbH', 'DE'], ['Strasse und Soehne'], ['STRASSE + SÖHNE']]);
});

test('signs without a meaning are not read', () => {
  isOneName([['Zenvalon'], ['Zen\u00advalon'], ['Zenvalon™'], ['\ufeffZenvalon®'], ['Ｚｅｎｖａｌｏｎ'], [' Zenvalon\t'], ['“Zenvalon”']]);
  isOneName([['Zenvalon & Kwerty'], ['Zenvalon &amp; Kwerty'], ['Zenvalon &AMP; Kwerty'], ['Zenvalon ＆ Kwerty']]);
});

test('dotted and dashed single letters join', () => {
  isOneName([['A.B.C. Logistics'], ['ABC Logistics'], ['A-B-C Logistics'], ['a. b. c. logistics']]);
  expect(core('A.B.C. X.Y. Logistics')).toBe('abc xy logistic');
  isOneName([['J.P. Morgan'], ['J. P. Morgan'], ['JP Morgan']]);
  expect(core('S.p.A. Foods', 'US')).toBe('spa food');
  expect(core('7-Eleven')).toBe('7 eleven');
});

test.each([
  ['Fiat S.p.A.', 'IT', 'fiat', 'spa'],
  ['Fiat S. p. A.', 'IT', 'fiat', 'spa'],
  ['Philips N V', 'NL', 'philips', 'n v'],
  ['Novo Nordisk A/S', 'DK', 'novo nordisk', 'as'],
  ['Müller GmbH & Co. KG', 'DE', 'muller', 'gmbh and co kg'],
  ['Škoda Auto spol. s r.o.', 'CZ', 'skoda auto', 'spol s ro'],
  ['Łódź Steel sp. z o. o.', 'PL', 'lodz steel', 'sp z oo'],
  ['Grupo Azteca S.A. de C.V.', 'MX', 'azteca', 'sa de cv'],
  ['Swire (Pty) Ltd', 'ZA', 'swire', 'pty ltd'],
  ['Kobe Steel Co., Ltd.', 'JP', 'kobe steel', 'co ltd'],
  ['Kobe Steel Kabushiki Kaisha', 'JP', 'kobe steel', 'kabushiki kaisha'],
  ['Emaar FZ-LLC', 'AE', 'emar', 'fz llc'],
  ['Baumann Ges.m.b.H.', 'AT', 'baumann', 'ges mbh'],
  ['Arçelik A.Ş.', 'TR', 'arcelik', 'as'],
  ['Nokia Oy Ab', 'FI', 'nokia', 'oy ab'],
  ['Petronas Sdn. Bhd.', 'MY', 'petronas', 'sdn bhd'],
  ['Acme Limited Liability Company', 'US', 'acme', 'limited liability company'],
  ['Acme Corp. Inc.', 'US', 'acme', 'corp inc'],
])('"%s" ends with its legal form', (name, country, tokens, form) => {
  expect(takeApart(name, country)).toMatchObject({ tokens: tokens.split(' '), legalForm: form });
});

test.each([
  ['PT Telkom Indonesia Tbk', 'ID', 'telkom'],
  ['PT Astra Otoparts Tbk', 'SG', 'astra otoparts'],
  ['UAB Vilniaus Duona', 'LT', 'vilniaus duona'],
  ['UAB Vilniaus Duona', 'DE', 'vilniaus duona'],
  ['SIA Rimi', 'LV', 'rimi'],
  ['OOO Romashka', 'RU', 'romashka'],
  ['ООО «Ромашка»', 'RU', 'ромашка'],
  ['S.C. Dacia S.R.L.', 'RO', 'dacia'],
  ['AB Volvo', 'SE', 'volvo'],
  ['Công ty TNHH Hoa Sen', 'VN', 'hoa sen'],
  ['株式会社トヨタ', 'JP', 'トヨタ'],
  ['トヨタ㈱', 'JP', 'トヨタ'],
  ['华为技术有限公司', 'CN', '华为技术'],
])('"%s" begins with its legal form, or ends with it without a blank', (name, country, tokens) => {
  expect(core(name, country)).toBe(tokens);
});

test('a form that is also a word is stripped only where it is meant', () => {
  expect(core('Radisson Sas', 'US')).toBe('radisson sas');
  expect(core('Radisson SAS', 'US')).toBe('radisson');
  expect(core('Radisson Sas', 'FR')).toBe('radisson');
  expect(core('Milano Spa', 'US')).toBe('milano spa');
  expect(core('Milano SpA', 'US')).toBe('milano');
  expect(core('milano gmbh & co. kg')).toBe('milano');
  expect(core('Acme Co', 'JP')).toBe('acme');
  expect(core('SIA Engineering', 'SG')).toBe('sia engineering');
  expect(core('SAS Institute', 'US')).toBe('sas institute');
});

test('nothing strips a name to nothing', () => {
  expect(['Coop', 'AMBA', 'Company', 'The Company Inc', 'Group', 'The', 'GmbH', 'SA SA', 'PT', 'Co. Ltd.', 'USA Inc', '株式会社'].map((name) => core(name))).toEqual([
    'coop', 'amba', 'company', 'company', 'group', 'the', 'gmbh', 'sa', 'pt', 'co', 'usa', '株式会社',
  ]); // prettier-ignore
  expect(core('Coop Danmark A/S', 'DK')).toBe('coop');
  expect(core('A-B-C Company', 'US')).toBe('abc');
  expect(takeApart('!?', 'US')).toMatchObject({ tokens: [], skeleton: '' });
});

test('a place behind the name is a tag, where the rest still names a company', () => {
  expect(takeApart('General Atomics Japan K.K.', 'JP')).toMatchObject({ tokens: ['general', 'atomics'], geoTag: 'japan', legalForm: 'kk' });
  expect(core('Toyota Motor North America', 'US')).toBe('toyota motor');
  expect(core('Skanska (UK) plc', 'GB')).toBe('skanska');
  expect(core('3M Deutschland GmbH', 'DE')).toBe('3m');
  expect(core('Acme 日本')).toBe('acme');
  expect(core('Air France', 'FR')).toBe('air france');
  expect(core('Bank of America', 'US')).toBe('bank of america');
  expect(core('Electricidad de Chile', 'CL')).toBe('electricidad de chile');
  expect(core('Michael Jordan', 'US')).toBe('michal jordan');
  expect(core('Toys R Us', 'GB')).toBe('toy r us');
  expect(core('Gennet PLC - Manchester', 'GB')).toBe('gennet');
  expect(core('Gennet GmbH, Zweigniederlassung Deutschland', 'AT')).toBe('gennet');
  expect(core('Gennet GmbH i.L.', 'DE')).toBe('gennet');
  expect(core('Gennet - Wien', 'AT')).toBe('gennet');
  expect(core('Gennet - Robotics', 'AT')).toBe('gennet robotic');
});

test('abbreviations, plurals and spellings of business words are one', () => {
  isOneName([['Smith Brothers Foods'], ['Foods, Smith Bros.']]);
  isOneName([['Acme Technologies Inc', 'US'], ['ACME Tech'], ['Acme Technology']]);
  isOneName([['Acme Intl. Mfg. Svcs.'], ['Acme International Manufacturing Services']]);
  isOneName([['Acme Defence'], ['Acme Defense']]);
});

test('connectors fall away between words only', () => {
  isOneName([['Johnson & Johnson'], ['Johnson and Johnson Inc.', 'US'], ['Johnson + Johnson'], ['Johnson et Johnson']]);
  expect(core('And Digital', 'GB')).toBe('and digital');
  expect(core('Smith & Co', 'GB')).toBe('smith');
  expect(core('Canal+', 'FR')).toBe('canal');
});

test('numbers and Roman numerals are one, and are known', () => {
  expect(takeApart('Meridian Fund III', 'US')).toMatchObject({ tokens: ['meridian', 'fund', '3'], numbers: ['3'] });
  isOneName([['Meridian Fund III'], ['Meridian Fund 3']]);
  expect(takeApart('Fund I S.L.U.', 'ES').numbers).toEqual(['1']);
  expect(takeApart('Store 007 Retail', 'US').numbers).toEqual(['7']);
  expect(takeApart('3M', 'US').numbers).toEqual(['3']);
  expect(takeApart('Vi Foods', 'US').numbers).toEqual([]);
});

test('a well-known long name is its short one; a longer name keeps the rest', () => {
  isOneName([
    ['International Business Machines Corp', 'US'],
    ['IBM', 'DE'],
  ]);
  isOneName([['Hewlett-Packard'], ['HP Inc.', 'US']]);
  isOneName([['General Electric Company', 'US'], ['GE']]);
  expect(core('General Electric Aviation', 'US')).toBe('ge aviation');
});

test('a well-known long name is known misspelt, too, and no other word is taken for one of it', () => {
  isOneName([
    ['Koninklijke Philips Electronics N.V.'],
    ['KONINKLIKE PHILLIPS ELECTRNICS N.V.'],
    ["N.V. Philips' Gloeilampenfabrieken"],
    ["PHILIPS'GLOEILAMPENFABRIEKEN"],
  ]);
  expect(core('American Expres')).toBe('amex');
  expect(core('American Empress')).toBe('american empress');
  expect(core('Philips Electric')).toBe('philips electric');
});

test('what stands behind a comma after the legal form is a site, and a legal form or initials in brackets say nothing more', () => {
  isOneName([['Akzo Nobel N.V.'], ['Akzo Nobel N.V., Arnhem, NL'], ['Akzo Nobel nv'], ['AKZO NOBEL N.V.,']]);
  expect(takeApart('Zenvalon B.V., Delft', undefined)).toMatchObject({ skeleton: 'zenvalon', legalForm: 'bv', geoTag: 'delft' });
  expect(takeApart('Zenvalon, Kwerty and Partners GmbH', 'DE').tokens).toContain('kwerty');
  expect(takeApart('Kwerty GmbH, Co. KG', 'DE').skeleton).toBe('kwerty');
  isOneName([["Zenvalon' (N.V.) Fabrieken"], ["Zenvalon' Fabrieken"]]);
  isOneName([['Royal Zenvalon Works (RZW)'], ['Royal Zenvalon Works']]);
  expect(core('Zenvalon (Holland) Works')).toContain('holland');
});

test('initials are those of three words or more, or a short word', () => {
  expect(takeApart('Blue General Transport Education Corp', 'US').acronym).toBe('bgte');
  expect(takeApart('BGTE', 'US').acronym).toBe('bgte');
  expect(takeApart('Acme Foods', 'US').acronym).toBe('');
  expect(takeApart('Visser & Dijk Analytics', 'NL')).toMatchObject({ acronym: 'vda', fullAcronym: 'vada' });
  expect(takeApart('Bank of Zenvalon', 'US')).toMatchObject({ acronym: '', fullAcronym: 'boz' });
  expect(takeApart('Blue General Transport', 'US').fullAcronym).toBe('');
});

test('other scripts are kept as they are', () => {
  expect(takeApart('株式会社トヨタ', 'JP')).toMatchObject({ tokens: ['トヨタ'], script: 'other', legalForm: '株式会社' });
  expect(core('Йод Ёлка')).toBe('йод ёлка');
  expect(core('हिन्दी कंपनी')).toBe('हिन्दी कंपनी');
  expect(takeApart('Łódź', 'PL').script).toBe('latin');
});
