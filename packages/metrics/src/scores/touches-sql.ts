import type { GoldRun } from '../inputs/sources.ts';
import { dayWords } from '../sql/day-words.ts';
import { listLiteral } from '../values/literals.ts';

/**
 * Touches up to the as-of day: `master_id, source_table, source_id, touched_at, who_id, is_two_way`. Meetings, and finished tasks of the subtypes that count: letters to lists are none. Where only
 * the day is known, its first instant stands for it. Reads `in_events` and `in_tasks`.
 */
export const touchesSql = (subtypes: readonly string[], twoWay: readonly string[], run: GoldRun): string => {
  const { until, startOf } = dayWords(run);
  const instant = (timestamp: string, day: string): string =>
    `CASE WHEN ${timestamp} IS NOT NULL THEN ${timestamp} ELSE ${startOf(day)} END`;
  const eventAt = instant('e.start_date_time', 'e.activity_date');
  const taskAt = instant('t.completed_date_time', 't.activity_date');
  return `SELECT e.master_id, 'events' AS source_table, e.event_id AS source_id, ${eventAt} AS touched_at, e.who_id, TRUE AS is_two_way
  FROM in_events e
  WHERE ${eventAt} < ${until}
  UNION ALL
  SELECT t.master_id, 'tasks' AS source_table, t.task_id AS source_id, ${taskAt} AS touched_at, t.who_id, t.task_subtype IN ${listLiteral(twoWay)} AS is_two_way
  FROM in_tasks t
  WHERE ${taskAt} < ${until} AND (COALESCE(t.is_closed, FALSE) OR t.completed_date_time IS NOT NULL)
    AND t.task_subtype IN ${listLiteral(subtypes)}`;
};
