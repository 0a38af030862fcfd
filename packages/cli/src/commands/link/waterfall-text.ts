import type { Waterfall } from '@audit/medallion';
import type { Style } from '../../output/style.ts';
import { percent, signed, waterfallBars } from './waterfall-bars.ts';

const width = 32;

/** Part, weight and bar of each contribution, and the sum: `name +6.75 ·····▐███████`. Bars run from sum to sum; `│` stands for even odds. */
export const waterfallText = (waterfall: Waterfall, style: Style): string => {
  const { bars, least, most } = waterfallBars(waterfall);
  const scale = width / Math.max(most - least, 1);
  const place = (bits: number): number => Math.round((bits - least) * scale);
  const zero = place(0);
  const cells = (from: number, to: number, mark: string): string =>
    Array.from({ length: width + 1 }, (_, at) => (at >= Math.min(from, to) && at < Math.max(from, to) ? mark : at === zero ? '│' : ' '))
      .join('')
      .trimEnd();
  const lines = bars.map(({ part, found, bits, from, to }) => {
    const bar = cells(place(from), place(to), bits < 0 ? '░' : '█').padEnd(width + 1);
    const coloured = bits === 0 ? bar : style(bits < 0 ? 'red' : 'green', bar);
    return `  ${part.padEnd(8)} ${signed(bits).padStart(7)}  ${coloured}  ${found}`.trimEnd();
  });
  const sum = cells(Math.min(place(waterfall.bits), width), Math.min(place(waterfall.bits), width) + 1, '◆').padEnd(width + 1);
  return `${lines.join('\n')}\n  ${'together'.padEnd(8)} ${signed(waterfall.bits).padStart(7)}  ${sum}  ${percent(waterfall.probability)} likely one\n`;
};
