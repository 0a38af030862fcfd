/** What a person feels of a page, measured by the browser: Core Web Vitals, blocked time and what is loaded. */
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';

/** How fast a machine and its network are; null leaves them as they are. */
export interface Conditions {
  /** How many times slower. */
  readonly cpu: number;
  readonly network: { readonly bitsPerSecond: number; readonly latencyMs: number } | null;
}

/** A phone of the middle on a slow network. */
export const slow: Conditions = { cpu: 4, network: { bitsPerSecond: 1_600_000, latencyMs: 150 } };
export const asItIs: Conditions = { cpu: 1, network: null };

/** Milliseconds, but for the shift of the layout. */
export interface Vitals {
  readonly lcp: number;
  readonly cls: number;
  /** The slowest answer to an input, next paint included. */
  readonly inp: number;
  /** What tasks after the first paint took beyond 50 ms each. */
  readonly tbt: number;
  readonly longest: number;
}

/** Files and answers, and how large scripts and styles are, packed by gzip. */
export interface Loaded {
  readonly requests: number;
  readonly scriptBytes: number;
  readonly styleBytes: number;
}

/** A page under conditions. */
export interface MeasuredPage extends AsyncDisposable {
  readonly page: Page;
  readonly vitals: () => Promise<Vitals>;
  /** Forgets inputs and tasks so far. */
  readonly forget: () => Promise<void>;
  readonly loaded: () => Promise<Loaded>;
}

/** Runs in the page before anything of it. */
const observe = `(() => {
  const seen = (globalThis.__vitals = { lcp: 0, cls: 0, inp: 0, fcp: 0, tasks: [] });
  const watch = (type, each, options = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...options });
  watch('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  watch('layout-shift', (entry) => entry.hadRecentInput || (seen.cls += entry.value));
  watch('event', (entry) => entry.interactionId > 0 && (seen.inp = Math.max(seen.inp, entry.duration)), { durationThreshold: 16 });
  watch('paint', (entry) => entry.name === 'first-contentful-paint' && (seen.fcp = entry.startTime));
  watch('longtask', (entry) => seen.tasks.push([entry.startTime, entry.duration]));
})()`;

const report = `(() => {
  const { lcp, cls, inp, fcp, tasks } = globalThis.__vitals;
  const late = tasks.filter(([start, duration]) => start + duration > fcp).map(([, duration]) => duration);
  return { lcp, cls, inp, tbt: late.reduce((sum, duration) => sum + duration - 50, 0), longest: Math.max(0, ...late) };
})()`;

const hinder = async (session: CDPSession, { cpu, network }: Conditions): Promise<void> => {
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (network === null) return;
  const throughput = network.bitsPerSecond / 8;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: network.latencyMs,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
};

/** Counts what a page loads from now on. */
const watchLoads = (page: Page): (() => Promise<Loaded>) => {
  const sizes: Promise<readonly [kind: string, bytes: number]>[] = [];
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    const bytes = ['script', 'stylesheet'].includes(kind) ? response.body().then((body) => gzipSync(body, { level: 9 }).length) : 0;
    sizes.push(Promise.resolve(bytes).then((size) => [kind, size] as const));
  });
  return async () => {
    const all = await Promise.all(sizes);
    const bytesOf = (kind: string): number => all.reduce((sum, [one, bytes]) => sum + (one === kind ? bytes : 0), 0);
    return { requests: all.length, scriptBytes: bytesOf('script'), styleBytes: bytesOf('stylesheet') };
  };
};

/** Opens an empty page, with nothing in its cache. */
export const openMeasured = async (browser: Browser, conditions: Conditions): Promise<MeasuredPage> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(observe);
  await hinder(await context.newCDPSession(page), conditions);
  return {
    page,
    vitals: async () => await page.evaluate<Vitals>(report),
    forget: async () => await page.evaluate('void Object.assign(globalThis.__vitals, { inp: 0, tasks: [] })'),
    loaded: watchLoads(page),
    [Symbol.asyncDispose]: async () => await context.close(),
  };
};
