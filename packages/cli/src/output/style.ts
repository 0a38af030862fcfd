import { styleText } from 'node:util';
import type { Effects, Output } from '../context.ts';

type Format = Parameters<typeof styleText>[0];
/** Colours a text, or leaves it alone. */
export type Style = (format: Format, text: string) => string;

/** Colours on a terminal only, and never when NO_COLOR is set (https://no-color.org). */
export const styleFor = (output: Output, env: Effects['env']): Style => {
  const coloured = output.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return (format, text) => (coloured ? styleText(format, text, { validateStream: false }) : text);
};
