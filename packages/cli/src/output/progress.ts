import type { Output } from '../context.ts';
import { printable } from './printable.ts';
import { byteSize, grouped } from './quantity.ts';

/** How far long work has come. */
export interface Advance {
  readonly label: string;
  /** Bytes, or what `unit` names, done and in all; without a total only what was done is shown. */
  readonly done?: number;
  readonly total?: number;
  /** 'files', where not bytes are counted. */
  readonly unit?: string;
}
export interface Progress {
  readonly advance: (to: Advance) => void;
  /** Clears the line. */
  readonly finish: () => void;
}

const clearLine = '\r\u001b[2K';
const barWidth = 20;

const bar = (done: number, total: number, unit: string | undefined): string => {
  const share = Math.min(1, total === 0 ? 1 : done / total);
  const filled = Math.round(share * barWidth);
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${`${Math.floor(share * 100)}`.padStart(3)} %  ${unit === undefined ? `${byteSize(done)} of ${byteSize(total)}` : `${grouped(done)} of ${grouped(total)} ${unit}`}`;
};

const line = ({ label, done, total, unit }: Advance): string => {
  if (done === undefined) return label;
  return `${label}  ${total === undefined ? byteSize(done) : bar(done, total, unit)}`;
};

/** A bar on a terminal, redrawn at most ten times a second; silence everywhere else. */
export const progressOn = (output: Output, options: { readonly quiet: boolean; readonly millis?: () => number }): Progress => {
  if (!output.isTTY || options.quiet) return { advance: () => undefined, finish: () => undefined };
  const millis = options.millis ?? (() => performance.now());
  let drawnAt = Number.NEGATIVE_INFINITY;
  let label: string | undefined;
  return {
    advance: (to) => {
      if (to.label === label && millis() - drawnAt < 100) return;
      drawnAt = millis();
      label = to.label;
      void output.write(`${clearLine}${printable(line(to)).slice(0, output.columns - 1)}`);
    },
    finish: () => {
      if (label !== undefined) void output.write(clearLine);
      label = undefined;
    },
  };
};
