import { dayWords } from '../sql/day-words.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { wordList } from '../sql/words.ts';

/**
 * Touches up to the as-of day: `master_id, day, who_id, is_two_way`. Meetings, and finished tasks of the subtypes that count: letters to lists are none.
 * Reads `in_events` and `in_tasks`.
 */
export const touchesSql = (subtypes: readonly string[], twoWay: readonly string[], run: GoldRun): string => {
  const { today, dayOf } = dayWords(run);
  const eventDay = `COALESCE(${dayOf('e.start_date_time')}, e.activity_date)`;
  const taskDay = `COALESCE(${dayOf('t.completed_date_time')}, t.activity_date)`;
  return `SELECT e.master_id, ${eventDay} AS day, e.who_id, TRUE AS is_two_way
  FROM in_events e
  WHERE ${eventDay} <= ${today}
  UNION ALL
  SELECT t.master_id, ${taskDay} AS day, t.who_id, @ascii_lower(t.task_subtype) IN ${wordList(twoWay)} AS is_two_way
  FROM in_tasks t
  WHERE ${taskDay} <= ${today} AND (COALESCE(t.is_closed, FALSE) OR t.completed_date_time IS NOT NULL)
    AND @ascii_lower(t.task_subtype) IN ${wordList(subtypes)}`;
};
