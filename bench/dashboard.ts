/**
 * The dashboard as a person feels it, in Chromium: what each page loads, its Core Web Vitals with the CPU slowed to a quarter, 1.6 Mbit/s and 150 ms, and
 * whether a timeline of ten thousand events scrolls without a pause. Prints figures; nothing fails by them. On a busy machine trust those by CPU.
 *
 *   node bench/dashboard.ts [--rounds 3] [--url http://127.0.0.1:8360]
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { tasksAfterPaint, traceCategories } from './main-thread.ts';
import { median } from './measure.ts';
import { asItIs, type Loaded, openMeasured, slow, type Vitals } from './page-vitals.ts';
import { serveLake } from './served-lake.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, url: { type: 'string' } } });
const rounds = Number(values.rounds);

const served = values.url === undefined ? await serveLake(200, 10_000) : undefined;
const url = values.url ?? served?.url ?? '';

const { items } = (await (await fetch(`${url}/api/customers?limit=1&sort=id`)).json()) as {
  readonly items: readonly { readonly id: string }[];
};
const customer = `/customers/${items[0]?.id}`;

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const told = (path: string): string => path.replace(items[0]?.id ?? '', ':id').padEnd(24);

/** Opens a page and waits until it is there and asks for nothing more. */
const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(500);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
};

/** What a quarter of the machine would be blocked after the first paint, by the CPU its tasks take. */
const blockedByCpu = async (browser: Browser, path: string): Promise<number> => {
  await using measured = await openMeasured(browser, asItIs);
  await browser.startTracing(measured.page, { categories: traceCategories });
  await open(measured.page, path);
  const tasks = tasksAfterPaint(await browser.stopTracing());
  return tasks.reduce((sum, task) => sum + Math.max(0, slow.cpu * task - 50), 0);
};

const load = async (browser: Browser, path: string): Promise<Vitals & Loaded & { readonly byCpu: number }> => {
  await using measured = await openMeasured(browser, slow);
  await open(measured.page, path);
  return { ...(await measured.vitals()), ...(await measured.loaded()), byCpu: await blockedByCpu(browser, path) };
};

const measureLoad = async (browser: Browser, path: string): Promise<void> => {
  const runs: Awaited<ReturnType<typeof load>>[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await load(browser, path));
  const of = (name: keyof (typeof runs)[number]): number => median(runs.map((run) => run[name]));
  console.log(
    `${told(path)} LCP ${ms(of('lcp'))}, CLS ${of('cls').toFixed(3)}, TBT ${ms(of('tbt'))} (by CPU ${ms(of('byCpu'))}); ` +
      `${of('requests')} requests, scripts ${(of('scriptBytes') / 1024).toFixed(0)} KB, styles ${(of('styleBytes') / 1024).toFixed(1)} KB`,
  );
};

/** Opens why a value is what it is, goes through the tabs, searches: the slowest answer of the page. */
const measureInputs = async (browser: Browser): Promise<void> => {
  const slowest: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await using measured = await openMeasured(browser, { ...slow, network: null });
    const { page } = measured;
    await open(page, customer);
    await measured.forget();
    for (const tab of await page.getByRole('tab').all()) await tab.click();
    await page.getByRole('button', { name: 'CLV' }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('company', { delay: 60 });
    await page.getByRole('option').first().waitFor();
    slowest.push((await measured.vitals()).inp);
  }
  console.log(`${told(customer)} INP ${ms(median(slowest))} (CPU slowed to a quarter; tabs, an explanation, a search)`);
};

/** Goes down to the end of the timeline, asking for more where the page does not by itself. */
const measureScroll = async (browser: Browser): Promise<void> => {
  await using measured = await openMeasured(browser, asItIs);
  const { page } = measured;
  await open(page, customer);
  await measured.forget();
  const more = page.getByRole('button', { name: 'Show earlier events' });
  for (let still = 0; still < 20;) {
    const before = await page.evaluate<number>('scrollY');
    await page.mouse.wheel(0, 4000);
    await page.waitForTimeout(30);
    if ((await more.count()) > 0 && (await more.isEnabled())) await more.click();
    still = (await page.evaluate<number>('scrollY')) > before ? 0 : still + 1;
  }
  const { longest, tbt } = await measured.vitals();
  console.log(
    `${told(customer)} scrolled to its end, ${ms(await page.evaluate<number>('document.documentElement.scrollHeight')).replace(' ms', ' pixels')}: ` +
      `longest task ${ms(longest)}, beyond 50 ms ${ms(tbt)}, ${await page.evaluate<number>('document.querySelectorAll("*").length')} elements`,
  );
};

const browser = await chromium.launch({ executablePath: process.env['AUDIT_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const path of ['/', '/customers', customer]) await measureLoad(browser, path);
await measureInputs(browser);
await measureScroll(browser);
console.log(`load of the machine ${loadavg()[0]?.toFixed(1)}`);
await browser.close();
await served?.stop();
