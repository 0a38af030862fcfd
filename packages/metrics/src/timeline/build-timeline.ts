import { modelText } from '../run/model-text.ts';
import type { Session } from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';
import { allKinds, type TimelineSettings } from './timeline-schema.ts';
import { timelineSql } from './timeline-sql.ts';

/**
 * Makes `timeline_now`, of `in_…`, `master_made (master_id, accounts, made_at)`, `profile_events (event_id, master_id, happened_at, title)`,
 * `alerts_now`, `recommendations_now` and `bands_changed`.
 */
export const buildTimeline = async (session: Session, settings: TimelineSettings, day: GoldRun): Promise<number> => {
  const kinds = allKinds.filter(({ kind }) => !settings.without.includes(kind));
  const { asOf: as_of, zone } = day;
  const sql = modelText(session, 'timeline', timelineSql(kinds), { as_of, zone, months: settings.months });
  return await session.materialise('timeline_now', sql);
};
