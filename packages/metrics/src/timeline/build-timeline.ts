import { addDays, date, declaredTable } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { addMonths } from '../inputs/calendar.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';
import { allKinds, type TimelineSettings } from './timeline-schema.ts';
import { timelineDaysSql, timelineSql } from './timeline-sql.ts';

const dates = declaredTable('gold', 'timeline_dates', {
  grain: ['day'],
  description: 'Days the timeline may tell of, and the one after.',
  columns: { day: date({ description: 'Day' }) },
});

const daysOf = ({ months }: TimelineSettings, asOf: string): readonly string[] => {
  const days: string[] = [];
  for (let day = addMonths(asOf, -months); day <= addDays(asOf, 1); day = addDays(day, 1)) days.push(day);
  return days;
};

/**
 * Makes `timeline_now`, of `in_…`, `master_made (master_id, accounts, made_at)`, `profile_events (event_id, master_id, happened_at, title)`,
 * `alerts_now`, `recommendations_now` and `bands_changed`.
 */
export const buildTimeline = async (session: Session, settings: TimelineSettings, { asOf, zone }: GoldRun): Promise<number> => {
  const kinds = allKinds.filter(({ kind }) => !settings.without.includes(kind));
  await session.bindRows('timeline_dates', dates, daysOf(settings, asOf).map((day) => ({ day })) as never);
  await session.materialise('timeline_days', modelText(session, 'days of the timeline', timelineDaysSql, { zone }));
  return await session.materialise('timeline_now', modelText(session, 'timeline', timelineSql(kinds), {}));
};
