import type { GoldenCase } from '../golden-case.fixture.ts';

type Given = Readonly<Record<string, string | boolean | null>>;
const promise = (target_date: string, completion_date: string | null, more: Given = {}) => ({ target_date, completion_date, ...more });
const one = (name: string, case_milestones: readonly Given[], breaches: string, promises: string): GoldenCase => ({
  name,
  rows: { case_milestones },
  expected: { sla_breaches: breaches, sla_promises: promises },
});

/** As of 30 June 2025 in Berlin, two hours ahead of UTC: the window is of 2 April to 30 June. */
export const slaCases: readonly GoldenCase[] = [
  one('kept in time, to the second', [promise('2025-06-01T10:00:00Z', '2025-06-01T10:00:00Z')], '0', '1'),
  one('kept a second late', [promise('2025-06-01T10:00:00Z', '2025-06-01T10:00:01Z')], '1', '1'),
  one('open past its target', [promise('2025-06-01T10:00:00Z', null)], '1', '1'),
  one('open, with a target early on the day', [promise('2025-06-29T22:00:00Z', null)], '0', '1'),
  one('open, with a target late on the day before', [promise('2025-06-29T21:59:59Z', null)], '1', '1'),
  one('kept a second late on the day', [promise('2025-06-30T10:00:00Z', '2025-06-30T10:00:01Z')], '1', '1'),
  one('open, with a target of tomorrow', [promise('2025-06-30T22:00:00Z', null)], '0', '0'),
  one('the first day of the window counts', [promise('2025-04-01T22:00:00Z', null)], '1', '1'),
  one('the day before the window does not', [promise('2025-04-01T21:59:59Z', null)], '0', '0'),
  one('kept after the day it is looked at', [promise('2025-06-20T10:00:00Z', '2025-07-03T10:00:00Z')], '1', '1'),
  one('completed nobody knows when', [promise('2025-06-01T10:00:00Z', null, { is_completed: true })], '0', '1'),
  one('no promise at all', [], '0', '0'),
];

const request = (priority: string, closed_date: string | null, more: Given = {}) => ({
  priority,
  closed_date,
  is_closed: closed_date !== null,
  created_date: '2025-06-01T08:00:00Z',
  ...more,
});

/** In a lake without milestones, where cases of high priority may take four hours. */
export const priorityCases: readonly GoldenCase[] = [
  {
    name: 'by priority: in time, a second late, open, and of a priority without a target',
    rows: {
      cases: [
        request('High', '2025-06-01T12:00:00Z'),
        request('High', '2025-06-01T12:00:01Z'),
        request('High', null),
        request('Low', null),
      ],
    },
    expected: { sla_breaches: '2', sla_promises: '3' },
  },
];
