/** Every page in every state it can be in: nothing wrong by axe-core, nothing wider than the screen, in light and dark. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKeys } from '../commands/serve/made-keys.fixture.ts';
import { accessibilityFaults } from './accessibility.fixture.ts';
import { chromiumPath, settled, type Tab } from './browser.fixture.ts';
import { harbour, mill, morning, openDashboard, type OpenDashboard, pages } from './dashboard.fixture.ts';

const widths = [320, 768, 1440, 1920];
const late = '2026-03-01T08:00:00Z';
/** With tabs, a chosen rule, a day of the past, a filter that leaves nobody. */
const more = [
  `/customers/${mill}?tab=metrics`,
  `/customers/${mill}?tab=accounts`,
  `/customers/${mill}?tab=contacts`,
  `/customers/${mill}?tab=invoices`,
  `/customers/${mill}?tab=cases`,
  `/customers/${mill}/profile`,
  `/customers/${harbour}`,
  '/customers?risk=low&band=critical',
  '/rules?rule=R001',
  '/data?tab=quality',
  '/data?tab=gaps',
  '/nowhere',
  '/customers/nobody',
];

const problem = {
  type: 'about:blank',
  title: 'Something failed',
  status: 500,
  detail: 'the log has more',
  code: 'UNEXPECTED',
  request_id: 'r-17',
  errors: [],
};
const everyAnswer = /\/api\//;

/** How a page comes to each state, once it was opened at another. */
const states: Readonly<
  Record<string, { readonly now?: string; readonly enter: (tab: Tab, go: () => Promise<unknown>) => Promise<unknown> }>
> = {
  loaded: { enter: async ({ page }, go) => (await go(), await settled(page)) },
  stale: {
    now: late,
    enter: async ({ page }, go) => (await go(), await settled(page), await page.getByText(/^The data are as of/).waitFor()),
  },
  loading: {
    enter: async ({ page }, go) => {
      await page.route(everyAnswer, () => undefined);
      await go();
      await page.getByRole('status', { name: 'Loading' }).first().waitFor();
    },
  },
  failed: {
    enter: async (tab, go) => {
      tab.expectComplaints(/500/);
      await tab.page.route(everyAnswer, (route) => route.fulfill({ status: 500, json: problem, contentType: 'application/problem+json' }));
      await go();
      await tab.page.getByText('Something failed').first().waitFor();
    },
  },
  offline: {
    enter: async (tab, go) => {
      tab.expectComplaints(/ERR_INTERNET_DISCONNECTED/);
      await go();
      await settled(tab.page);
      await tab.page.context().setOffline(true);
      await tab.page
        .getByText(/^You are offline/)
        .first()
        .waitFor();
    },
  },
};

const tooWide = async (page: Page): Promise<readonly number[]> => {
  const wide: number[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 1000 });
    if ((await page.evaluate<number>('document.documentElement.scrollWidth')) > width) wide.push(width);
  }
  return wide;
};

describe.skipIf(chromiumPath === undefined).each(['light', 'dark'] as const)('%s', (theme) => {
  let dashboard: OpenDashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
  });
  afterAll(() => dashboard[Symbol.asyncDispose]());

  const look = async (path: string, state: string): Promise<void> => {
    const { now = morning, enter } = states[state] ?? states['loaded']!;
    await using tab = await dashboard.open('/nowhere', { theme, now });
    tab.expectComplaints(/404/);
    await enter(tab, async () => await tab.page.goto(dashboard.served.url + path));
    expect(await tooWide(tab.page)).toEqual([]);
    expect(await accessibilityFaults(tab.page)).toEqual([]);
    await tab.page.setViewportSize({ width: 320, height: 800 });
    expect(await accessibilityFaults(tab.page)).toEqual([]);
  };

  describe.each(Object.keys(states))('%s', (state) => {
    test.each(pages)('%s', async (path) => await look(path, state));
  });
  test.each(more)('%s', async (path) => await look(path, 'loaded'));

  test('without a key, and with one that may only read', async () => {
    const keys = await makeKeys(dashboard.served);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    for (const path of pages) {
      await using tab = await dashboard.open(path, { theme, now: morning });
      tab.expectComplaints(/401/);
      await tab.page.getByRole('dialog').waitFor();
      expect([path, ...(await accessibilityFaults(tab.page))]).toEqual([path]);
      await tab.page.getByLabel('API key or token').fill(keys.reader);
      await tab.page.keyboard.press('Enter');
      await settled(tab.page);
      expect([path, ...(await accessibilityFaults(tab.page))]).toEqual([path]);
    }
  });
});
