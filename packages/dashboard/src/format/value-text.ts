import { dayText } from './dates.ts';
import { countText, moneyText, numberText, percentText, scoreText } from './numbers.ts';

/** A value of the API: number, text, flag, or none. */
export type Value = number | string | boolean | null;

/** How a value of a unit is shown; one of a unit the pages do not know is shown as it is. */
export const valueText = (value: Exclude<Value, null>, unit: string, currency: string): string => {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  switch (unit) {
    case 'money':
      return moneyText(value, currency);
    case 'fraction':
      return percentText(value);
    case 'count':
      return countText(value);
    case 'days':
      return `${numberText(value)} ${Number(value) === 1 ? 'day' : 'days'}`;
    case 'score':
      return scoreText(value);
    case 'date':
      return dayText(String(value));
    case 'flag':
      return value === 'true' ? 'Yes' : value === 'false' ? 'No' : String(value);
    default:
      return typeof value === 'number' ? numberText(value) : value;
  }
};

/** snake_case of data as words: `at_risk` is At risk. */
export const inWords = (name: string): string => {
  const text = name.replaceAll('_', ' ').toLowerCase();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};

/** A rule by its id: R001 is Rule R001, `health_low` is Health low. */
export const ruleText = (id: string): string => (/^[A-Z]+\d+$/.test(id) ? `Rule ${id}` : inWords(id));
