import { expect, test } from 'vitest';
import type { ProfileVersion } from '../api/reports.ts';
import { cellText, changesBetween, columnsOf, instantOf, profilesOf } from './profile-version.ts';

const version = (profile: number, start: string, own: ProfileVersion): ProfileVersion => ({
  profile,
  customer_id: '***',
  version_num: 1,
  effective_start_ts: start,
  effective_end_ts: null,
  ...own,
});

test('versions are told apart by the number of their profile, though ids are masked, and stand in the order of time', () => {
  const [late, early, other] = [
    version(1, '2026-03-01T00:00:00Z', {}),
    version(1, '2025-03-01T00:00:00Z', {}),
    version(2, '2024-01-01T00:00:00Z', {}),
  ];
  expect([...profilesOf([late, early, other])]).toEqual([
    [1, [early, late]],
    [2, [other]],
  ]);
});

test('what changed is told column by column, in words; what tells of the version is no change', () => {
  const before = version(1, '2025-01-01T00:00:00Z', { marital_status: 'SINGLE', nationality: 'AE', income: null, sources: ['RENTAL'] });
  const after = version(1, '2026-01-01T00:00:00Z', { marital_status: 'MARRIED', nationality: 'AE', income: 'INCOME_BAND_4', sources: [] });
  expect(changesBetween(before, after)).toEqual([
    { name: 'marital_status', label: 'Marital status', before: 'Single', after: 'Married' },
    { name: 'income', label: 'Income', before: undefined, after: 'Income band 4' },
    { name: 'sources', label: 'Sources', before: 'Rental', after: undefined },
  ]);
  expect(columnsOf(after)).toEqual(['marital_status', 'nationality', 'income', 'sources']);
});

test('names keep their case, countries have their names, masks stay masks', () => {
  expect([
    cellText('lastname', 'LAURENT'),
    cellText('nationality', 'AE'),
    cellText('birthdate', '***'),
    cellText('birthdate', '1965-06-15'),
  ]).toEqual(['LAURENT', 'United Arab Emirates', '***', '15 Jun 1965']);
});

test('a day stands for its end; what is no day and no instant for nothing', () => {
  expect([instantOf('2026-03-06'), instantOf('2026-03-06T10:15:00Z'), instantOf('2026-13-06'), instantOf('now'), instantOf('')]).toEqual([
    '2026-03-06T23:59:59.999999Z',
    '2026-03-06T10:15:00Z',
    undefined,
    undefined,
    undefined,
  ]);
});
