import type { Waterfall } from '@audit/medallion';
import { escaped, wrapped } from './html.ts';
import { percent, signed, type WaterfallBar, waterfallBars } from './waterfall-bars.ts';

/** Measures in the picture's own units. */
const width = 760;
const area = { left: 280, right: 664 };
const row = 60;
const top = 34;
const barHeight = 18;
const fontWidth = 6.3;

const partNames: Readonly<Record<string, string>> = {
  prior: 'Before any evidence',
  name: 'Name',
  domain: 'Domain',
  contact: 'Mailbox, telephone',
  parent: 'Parent',
  country: 'Country',
  series: 'Numbers in the name',
  law: 'The law',
  manual: 'Decided by a person',
};

/** What a part is called in pictures and tables. */
export const partName = (part: string): string => partNames[part] ?? part;

/** A round step that gives four to eight lines. */
const stepOf = (range: number): number => [1, 2, 4, 5, 10, 20].find((step) => range / step <= 8) ?? 50;

const number = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

const label = (at: number, title: string, found: string, look = 'muted'): string => {
  const lines = wrapped(found, Math.floor((area.left - 24) / fontWidth), 2);
  const more = lines.map((line, index) => `<tspan x="0" y="${at + 15 + 14 * index}" class="${look}">${escaped(line)}</tspan>`).join('');
  return `<text><tspan x="0" y="${at}" class="part">${escaped(title)}</tspan>${more}</text>`;
};

const bar = ({ bits, from, to }: WaterfallBar, at: number, place: (bits: number) => number): string => {
  const [left, right] = [place(Math.min(from, to)), place(Math.max(from, to))];
  const shape =
    signed(bits) === '0.00'
      ? `<rect x="${number(left - 1)}" y="${at}" width="2" height="${barHeight}" class="none"/>`
      : `<rect x="${number(left)}" y="${at}" width="${number(Math.max(2, right - left))}" height="${barHeight}" rx="2" class="${bits < 0 ? 'against' : 'for'}"/>`;
  const value = `<text x="${width}" y="${at + barHeight / 2 + 4}" text-anchor="end" class="value ${signed(bits) === '0.00' ? 'muted' : ''}">${signed(bits)}</text>`;
  return shape + value;
};

/**
 * The odds of a pair as a picture: one bar a part, each from the sum before it to the sum with it, and the sum last. Colours are classes
 * of the page around it; the title and the description say the same in words.
 */
export const waterfallSvg = (waterfall: Waterfall): string => {
  const { bars, least, most } = waterfallBars(waterfall);
  const range = Math.max(most - least, 1);
  const place = (bits: number): number => area.left + ((bits - least) / range) * (area.right - area.left);
  const bottom = top + (bars.length + 1) * row;
  const step = stepOf(range);
  const lines: string[] = [];
  for (let tick = Math.ceil(least / step) * step; tick <= most; tick += step) {
    const x = number(place(tick));
    lines.push(`<line x1="${x}" y1="${top - 8}" x2="${x}" y2="${bottom}" class="${tick === 0 ? 'zero' : 'grid'}"/>`);
    lines.push(
      `<text x="${x}" y="${bottom + 16}" text-anchor="middle" class="muted">${tick < 0 ? '−' : tick > 0 ? '+' : ''}${Math.abs(tick)}</text>`,
    );
  }
  const rows = bars.map((one, index) => {
    const y = top + index * row;
    const joint = number(place(one.to));
    const connector = `<line x1="${joint}" y1="${y + barHeight}" x2="${joint}" y2="${y + row}" class="joint"/>`;
    return label(y + 12, partName(one.part), one.found) + connector + bar(one, y, place);
  });
  const { bits, probability } = waterfall;
  const y = top + bars.length * row;
  const sum =
    label(y + 12, 'Together', `${percent(probability)} likely one customer`, 'strong') +
    bar({ part: 'sum', found: '', bits, from: 0, to: bits }, y, place).replace(/class="(for|against)"/, 'class="sum"');
  const words = bars.filter((one) => signed(one.bits) !== '0.00').map((one) => `${partName(one.part)}: ${signed(one.bits)}, ${one.found}.`);
  const description = `${words.join(' ')} Together: ${signed(bits)} bits, which is ${percent(probability)} likely one customer.`;
  return `<svg viewBox="0 0 ${width} ${bottom + 40}" role="img" aria-labelledby="odds-title odds-words" xmlns="http://www.w3.org/2000/svg">
<title id="odds-title">Evidence for and against one customer, in bits</title>
<desc id="odds-words">${escaped(description)}</desc>
<text x="${number(place(0))}" y="${top - 16}" text-anchor="middle" class="muted">even odds</text>
${lines.join('')}
${rows.join('\n')}
<line x1="0" y1="${y - 8}" x2="${width}" y2="${y - 8}" class="rule"/>
${sum}
<text x="${number((area.left + area.right) / 2)}" y="${bottom + 34}" text-anchor="middle" class="muted">bits: each doubles the odds, to the right for one customer, to the left for two</text>
</svg>`;
};
