import { type DestinationStream, type Logger, pino } from 'pino';
import type { Output } from '../context.ts';

const levelNames: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' };

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** `12:00:01 info  landed lines.json  rows=3`: pino's JSON line for people. */
export const prettyLine = (json: string): string => {
  const { level, time, msg, ...facts } = JSON.parse(json) as Readonly<Record<string, unknown>>;
  const clock = new Date(Number(time)).toISOString().slice(11, 19);
  const words = Object.entries(facts).map(([name, value]) => `  ${name}=${shown(value)}`);
  return `${clock} ${(levelNames[Number(level)] ?? '').padEnd(5)} ${shown(msg)}${words.join('')}\n`;
};

/** The log of a run, on stderr. */
export const createLog = (stderr: Output, level: string, format: 'json' | 'pretty'): Logger => {
  const destination: DestinationStream = { write: (line) => void stderr.write(format === 'json' ? line : prettyLine(line)) };
  return pino({ level, base: null }, destination);
};
