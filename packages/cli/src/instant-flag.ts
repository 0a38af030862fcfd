import { type Micros, parseInstant, UsageError } from '@audit/contract';

/** An instant of a flag; without an offset it is UTC. @throws UsageError */
export const instantFlag = (flag: string, text: string): Micros => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new UsageError(`${flag} is "${text}"`, 'give an ISO instant, such as 2025-12-02T00:00:00Z');
  return parsed.micros;
};
