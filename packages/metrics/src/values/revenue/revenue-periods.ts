import { addDays } from '@audit/contract';
import { addMonths } from '../../inputs/calendar.ts';

/** Days a revenue is of: both ends belong to a period. */
interface RevenuePeriods {
  readonly from: string;
  readonly prior_from: string;
  readonly prior_to: string;
  readonly history_from: string;
}

interface PeriodOf {
  readonly period: 'trailing' | 'calendar' | 'fiscal';
  readonly fiscal_start_month: number;
}

/** First day of the year a day lies in, which begins with a month. */
const yearStart = (day: string, month: number): string => {
  const start = `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
  return start <= day ? start : addMonths(start, -12);
};

/** The period of a revenue that ends with a day, and the same one a year before. */
export const revenuePeriods = (asOf: string, { period, fiscal_start_month: month }: PeriodOf): RevenuePeriods => {
  const prior_to = addMonths(asOf, -12);
  if (period === 'trailing') {
    const before = addMonths(asOf, -24);
    return { from: addDays(prior_to, 1), prior_from: addDays(before, 1), prior_to, history_from: before };
  }
  const from = yearStart(asOf, period === 'calendar' ? 1 : month);
  const prior_from = addMonths(from, -12);
  return { from, prior_from, prior_to, history_from: prior_from };
};
