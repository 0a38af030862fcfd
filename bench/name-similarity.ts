/**
 * Scoring of pairs of company names, end to end on two threads: names taken apart, encoded once, pairs scored. The pairs are what blocking
 * leaves: names that share a word, at most `--block` names a word. Beside it the same scores by the definition, one thread, on a sample.
 *
 *   node bench/name-similarity.ts [--names 100000] [--block 400] [--floor 70] [--rounds 5]
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { countWords, encodeNames, nameSimilarity, type NameParts, scorePairs, ScoringThreads, takeApart } from '@audit/medallion';

/** A sequence of numbers below 2^32, the same every time (mulberry32). */
const numbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

const trades = 'Airlines,Dental,Logistics,Solutions,Systems,Technologies,Insurance,Foods,Pharmaceuticals,Energy,Steel,Motors,Chemicals,Electronics,Consulting,Engineering,Construction,Properties,Media,Bank,Capital,Industries,Plastics,Packaging,Textiles,Mining,Networks,Robotics,Shipping,Transport,Machinery,Instruments,Medical Devices,Laboratories,Beverages,Agriculture,Glass,Education,Publishing,Travel,Toys,Retail,Supply'.split(','); // prettier-ignore
const heads = 'Delta,Apex,Summit,Pacific,Global,United,Northern,Southern,Prime,Titan,Orion,Phoenix,Liberty,Pioneer,Horizon,Sterling,Golden,Blue,Crystal,Cedar,Harbor,Valley,Meridian,Royal,Eagle,Nova,Quantum,Smith,Müller,Kjær,Łukasik,Tanaka,Patel,Rossi,Silva,Jansen,Novák'.split(','); // prettier-ignore
const syllables = 'no zen ver al tri cal mon ast bel cor dex fen gal hel kry lum mav nex orb qua syn tel vex xan zor va ra ti lo mi so ka du vi ta tis rix lon nta gen ware tek com tron phy sol'.split(' '); // prettier-ignore
const forms = ['Inc.', 'GmbH', 'Ltd', 'S.A.', 'AB', 'LLC', 'Co., Ltd.', 'SAS', ''];
const places = ['', '', '', ' UK', ' Japan', ' Deutschland'];

const companyNames = (count: number): readonly string[] => {
  const next = numbers(20);
  const oneOf = (list: readonly string[]): string => list[next() % list.length] ?? '';
  const coined = (): string => Array.from({ length: 2 + (next() % 3) }, () => oneOf(syllables)).join('');
  const misspelt = (name: string): string => {
    const at = 1 + (next() % (name.length - 2));
    return next() % 2 === 0 ? name.slice(0, at) + name.slice(at + 1) : name.slice(0, at) + (name[at] ?? '') + name.slice(at);
  };
  const names: string[] = [];
  while (names.length < count) {
    const head = next() % 100 < 45 ? coined() : `${oneOf(heads)}${next() % 3 === 0 ? ` & ${oneOf(heads)}` : ''}`;
    const core = `${head} ${oneOf(trades)}${next() % 3 === 0 ? ` ${oneOf(trades)}` : ''}`;
    for (let account = next() % 4; account >= 0; account--) {
      names.push(`${next() % 12 === 0 ? misspelt(core) : core}${oneOf(places)} ${oneOf(forms)}`);
    }
  }
  return names.slice(0, count);
};

/** Pairs of names that share a word: of each word's first `block` names. */
const pairsOf = (parts: readonly NameParts[], block: number): readonly [Int32Array, Int32Array] => {
  const byWord = new Map<string, number[]>();
  for (const [name, { tokens }] of parts.entries()) {
    for (const word of tokens) {
      const names = byWord.get(word) ?? [];
      if (names.length < block && names.at(-1) !== name) names.push(name);
      byWord.set(word, names);
    }
  }
  const count = byWord.values().reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const left = new Int32Array(new SharedArrayBuffer(4 * count));
  const right = new Int32Array(new SharedArrayBuffer(4 * count));
  let pair = 0;
  for (const names of byWord.values()) {
    for (const [at, one] of names.entries()) {
      for (let other = at + 1; other < names.length; other++) {
        left[pair] = one;
        right[pair++] = names[other] ?? 0;
      }
    }
  }
  return [left, right];
};

const timed = async <T>(work: () => Promise<T> | T): Promise<{ readonly result: T; readonly seconds: number; readonly cpu: number }> => {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
};

const { values } = parseArgs({
  options: {
    names: { type: 'string', default: '100000' },
    block: { type: 'string', default: '400' },
    floor: { type: 'string', default: '70' },
    rounds: { type: 'string', default: '5' },
  },
});
const floor = Number(values.floor);
const raw = companyNames(Number(values.names));
const taken = await timed(() => raw.map((name) => takeApart(name, undefined)));
const distinct = [...new Map(taken.result.map((parts) => [parts.skeleton, parts])).values()];
const frequencies = countWords(distinct);
const encoded = await timed(() => encodeNames(distinct, frequencies));
const [left, right] = pairsOf(distinct, Number(values.block));
const millions = left.length / 1e6;
console.log(
  `${raw.length} names, ${distinct.length} distinct; ${millions.toFixed(1)} M pairs; floor ${floor}; load ${loadavg()[0]?.toFixed(1)}`,
);
console.log(`taken apart           ${((taken.cpu * 1e6) / raw.length).toFixed(1)} us CPU a name`);
console.log(`encoded               ${((encoded.cpu * 1e6) / distinct.length).toFixed(1)} us CPU a distinct name`);

await using threads = new ScoringThreads(encoded.result, 2);
await threads.score(left.subarray(0, 2), right.subarray(0, 2), floor);
for (let round = 0; round < Number(values.rounds); round++) {
  const one = await timed(() => scorePairs(encoded.result, left, right, floor));
  const two = await timed(async () => await threads.score(left, right, floor));
  if (!one.result.every((score, pair) => score === two.result[pair])) throw new Error('two threads scored otherwise than one');
  const found = one.result.reduce((sum, score) => sum + (score > 0 ? 1 : 0), 0);
  console.log(
    `one thread            ${(millions / one.cpu).toFixed(1)} M pairs/CPU s; two: ${(millions / two.cpu).toFixed(1)} M pairs/CPU s, ` +
      `${(millions / two.seconds).toFixed(1)} M pairs/s wall; ${found} at the floor or above`,
  );
}

const sample = Math.min(50_000, left.length);
const every = Math.floor(left.length / sample);
const plain = await timed(() => {
  for (let at = 0; at < sample; at++) {
    const [a, b] = [distinct[left[at * every] ?? 0], distinct[right[at * every] ?? 0]];
    if (a !== undefined && b !== undefined) nameSimilarity(a, b, frequencies);
  }
});
console.log(`by the definition     ${(sample / 1e6 / plain.cpu).toFixed(3)} M pairs/CPU s, on ${sample} of them`);
