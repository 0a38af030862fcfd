import type { GoldenCase } from '../golden-case.fixture.ts';

type Given = Readonly<Record<string, string | null>>;
const task = (activity_date: string, task_subtype: string, more: Given = {}) => ({
  activity_date,
  task_subtype,
  status: 'Completed',
  ...more,
});

/** As of 30 June 2025 in Berlin. */
export const touchCases: readonly GoldenCase[] = [
  {
    name: 'the last call, e-mail or meeting counts; lists, plans and the future do not',
    rows: {
      tasks: [task('2025-06-20', 'Call'), task('2025-06-25', 'ListEmail'), task('2025-06-28', 'Call', { status: 'Not Started' })],
      events: [{ start_date_time: '2025-06-30T22:00:00Z' }, { start_date_time: '2025-06-10T10:00:00Z' }],
    },
    expected: { last_touch_days: '10', last_touch_on: '2025-06-20' },
  },
  {
    name: 'a task counts on the day it was done, in the zone',
    rows: { tasks: [task('2025-06-01', 'Email', { completed_date_time: '2025-06-29T22:30:00Z' })] },
    expected: { last_touch_days: '0', last_touch_on: '2025-06-30' },
  },
  { name: 'who was never spoken with has no last touch', rows: {}, expected: { last_touch_days: '?no_touch', last_touch_on: '?no_touch' } },
];
