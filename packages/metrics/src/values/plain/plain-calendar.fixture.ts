/** Days as numbers since 1970, counted anew for the tests: nothing is shared with what they judge. */
export const dayNumber = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, date) / 86_400_000;
};

export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** So many months before a day, or the last day of a month that is shorter. */
export const monthsBefore = (day: number, months: number): number => {
  const at = new Date(day * 86_400_000);
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth() - months, at.getUTCDate()];
  const same = new Date(Date.UTC(year, month, date));
  return (same.getUTCDate() === date ? same.getTime() : Date.UTC(year, month + 1, 0)) / 86_400_000;
};

/** The day an instant falls on in a zone. */
export const zonedDayNumber = (instant: string, zone: string): number =>
  dayNumber(new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant)));
