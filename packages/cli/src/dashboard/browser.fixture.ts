import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Path of the browser tests are run in; undefined where there is none, and they are skipped (tools/chromium.mjs). */
export const chromiumPath = process.env['AUDIT_TEST_CHROMIUM'];

/** How a tab is opened. */
export interface TabOptions {
  /** Pixels; a desktop's by default. */
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  /** Given as people do, once the page asks. */
  readonly key?: string;
  /** What the browser takes for now; as it is by default. */
  readonly now?: string;
}

/** For tests: a tab of a browser session of its own. Closing it fails if the page complained of what was not said to be expected. */
export interface Tab extends AsyncDisposable {
  readonly page: Page;
  /** What the page logged as warnings and errors, or threw. */
  readonly complaints: readonly string[];
  /** Complaints like these are part of the test: requests that are refused, say. */
  readonly expectComplaints: (pattern: RegExp) => void;
}

/** For tests: one browser, in which each tab is a session of its own. */
export interface TestBrowser extends AsyncDisposable {
  readonly open: (url: string, options?: TabOptions) => Promise<Tab>;
}

const patienceMs = 20_000;

const openTab = async (browser: Browser, url: string, { width = 1440, theme = 'light', key, now }: TabOptions): Promise<Tab> => {
  const context = await browser.newContext({ viewport: { width, height: 1000 }, colorScheme: theme, reducedMotion: 'reduce' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const [complaints, expected] = [[] as string[], [] as RegExp[]];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  if (now !== undefined) await page.clock.setFixedTime(now);
  await page.goto(url);
  if (key !== undefined) {
    expected.push(/401/);
    await page.getByLabel('API key or token').fill(key);
    await page.getByRole('button', { name: 'Use key' }).click();
  }
  return {
    page,
    complaints,
    expectComplaints: (pattern) => void expected.push(pattern),
    [Symbol.asyncDispose]: async () => {
      await context.close();
      expect(complaints.filter((one) => !expected.some((pattern) => pattern.test(one)))).toEqual([]);
    },
  };
};

/** Waits until a page is there and asks for nothing more. */
export const settled = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
};

/** Starts the browser, headless. */
export const startBrowser = async (): Promise<TestBrowser> => {
  const browser = await chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: ['--no-sandbox'],
    // A served lake sends it to this process to have its server look for a new version.
    handleSIGHUP: false,
  });
  return {
    open: async (url, options = {}) => await openTab(browser, url, options),
    [Symbol.asyncDispose]: async () => await browser.close(),
  };
};
