import { expect, test } from 'vitest';
import type { Alert, Recommendation } from '../api/customer360.ts';
import { alertsThen, recommendationsThen } from './as-of.ts';

const alert = (id: string, opened_on: string, resolved_on: string | null) =>
  ({
    id,
    opened_on,
    resolved_on,
    state: resolved_on === null ? 'open' : 'resolved',
    ack: { at: '2026-10-05T00:00:00Z', by: 'k', note: null },
    snoozed_until: '2026-12-01T00:00:00Z',
  }) as Alert;

test('of an earlier day are the alerts that were open at its end, without what was said of them since', () => {
  const shown = alertsThen(
    [
      alert('later', '2026-10-03', null),
      alert('that day', '2026-10-02', null),
      alert('ended since', '2026-09-01', '2026-10-03'),
      alert('ended that day', '2026-09-01', '2026-10-02'),
    ],
    '2026-10-02',
  );
  expect(shown.map(({ id }) => id)).toEqual(['that day', 'ended since']);
  expect(new Set(shown.map(({ state, ack, snoozed_until }) => JSON.stringify([state, ack, snoozed_until])))).toEqual(
    new Set(['["open",null,null]']),
  );
});

test('so are the recommendations', () => {
  const made = (id: string, created_on: string, closed_on: string | null) =>
    ({ id, created_on, closed_on, status: closed_on === null ? 'open' : 'expired', execution: { state: 'succeeded' } }) as Recommendation;
  const shown = recommendationsThen([made('later', '2026-10-03', null), made('expired since', '2026-09-01', '2026-10-09')], '2026-10-02');
  expect(shown).toMatchObject([{ id: 'expired since', status: 'open', closed_on: null, execution: null }]);
});
