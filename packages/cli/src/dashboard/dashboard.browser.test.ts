/** What people do with the dashboard and what they see of it, in a browser, on a server of the recorded case. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk } from '../commands/serve/action-desk.fixture.ts';
import { makeKeys } from '../commands/serve/made-keys.fixture.ts';
import { accessibilityFaults } from './accessibility.fixture.ts';
import { chromiumPath, settled } from './browser.fixture.ts';
import { harbour, mill, morning, openDashboard, type OpenDashboard, pages } from './dashboard.fixture.ts';
import { isThird } from '../turn.fixture.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
/** Goes on by Tab until it is at something whose name begins so. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  const at = `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''`;
  for (let steps = 0; steps < 150; steps++) {
    if ((await page.evaluate<string>(at)).startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never comes to ${name}`);
};
/** As a person who comes back to the tab: it looks for a new version. */
const comeBack = async (page: Page): Promise<void> => await page.evaluate(`dispatchEvent(new Event('visibilitychange'))`);

describe.skipIf(chromiumPath === undefined)('the dashboard', () => {
  let dashboard: OpenDashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
  }, 240_000);
  afterAll(() => dashboard[Symbol.asyncDispose]());
  const open: OpenDashboard['open'] = async (path, options) => await dashboard.open(path, options);

  if (isThird(0)) {
    describe('by keyboard', () => {
      test('a customer is found, opened, and why a value is what it is read, and closed again', async () => {
        await using tab = await open('/', { now: morning });
        const { page } = tab;
        await heading(page, 'Overview').waitFor();
        await page.keyboard.press('/');
        await page.keyboard.type('mill sto');
        await page.getByRole('option', { name: /Mill, Stone/ }).waitFor();
        await page.keyboard.press('Enter');
        await heading(page, /Mill, Stone/).waitFor();
        expect(new URL(page.url()).pathname).toBe(`/customers/${mill}`);
        expect(await page.title()).toContain('Mill, Stone');
        const why = page.getByRole('button', { name: /MRR/ }).first();
        await why.focus();
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog');
        await dialog
          .getByText(/source row/i)
          .first()
          .waitFor();
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        await why.and(page.locator(':focus')).waitFor();
      });

      test('the first thing reached leads past the header; ? says what the keys do', async () => {
        await using tab = await open('/', { now: morning });
        const { page } = tab;
        await settled(page);
        await page.keyboard.press('Tab');
        expect(await page.locator(':focus').textContent()).toBe('Skip to content');
        await page.keyboard.press('Enter');
        expect(await page.locator(':focus').getAttribute('id')).toBe('main');
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Search customers').waitFor();
        await page.getByRole('checkbox', { name: /^Single keys/ }).uncheck();
        for (const key of ['Escape', '?', '/']) await page.keyboard.press(key);
        expect([await page.getByRole('dialog').count(), await page.locator('input:focus').count()]).toEqual([0, 0]);
      });
    });

    describe('acting', () => {
      const desk = openDesk(() => dashboard.served);

      test('by keyboard alone from the overview to a scheduled action, seen in the timeline, and undone', async () => {
        await using tab = await open('/');
        const { page } = tab;
        await heading(page, 'Overview').waitFor();
        await page.keyboard.press('Control+k');
        await page.keyboard.type('millstone');
        await page.getByRole('option', { name: /Mill, Stone/ }).waitFor();
        await page.keyboard.press('Enter');
        await heading(page, /Mill, Stone/).waitFor();
        await settled(page);
        await tabTo(page, 'Schedule: ');
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').getByLabel('Due date').waitFor();
        await page.keyboard.press('Enter');
        await page.getByText(/^Scheduled: /).waitFor();
        await page.getByRole('button', { name: /^Undo: / }).waitFor();
        await page
          .getByText('Action done', { exact: false })
          .or(page.getByText('Action requested', { exact: false }))
          .first()
          .waitFor();
        const acted = (await desk.recommendations(mill)).filter(({ execution }) => execution !== null);
        expect(acted).toHaveLength(1);
        const [{ id } = { id: '' }] = acted;
        expect((await desk.settled(id)).state).toBe('succeeded');
        await page.getByRole('status', { name: 'Notes' }).getByRole('button', { name: 'Undo' }).click();
        await page.getByText(/^Cancelled: /).waitFor();
        expect((await desk.settled(id)).state).toBe('cancelled');
      });

      test('what the server refuses is taken back, and said why', async () => {
        await using tab = await open(`/customers/${mill}`);
        const { page } = tab;
        tab.expectComplaints(/412|409/);
        await settled(page);
        const button = page.getByRole('button', { name: /^Schedule: / }).last();
        const action = ((await button.getAttribute('aria-label')) ?? '').replace('Schedule: ', '');
        const { id = '' } = (await desk.recommendations(mill)).find((one) => one.action === action) ?? {};
        expect((await desk.execute(id, 'another-person')).status).toBe(202);
        await desk.settled(id);
        await button.click();
        await page.getByRole('dialog').getByRole('button', { name: 'Schedule', exact: true }).click();
        await page.getByText(`${action} was not scheduled`, { exact: false }).waitFor();
        await page.getByRole('button', { name: `Undo: ${action}` }).waitFor();
        expect(await desk.action(id)).toMatchObject({ state: 'succeeded', attempt: 1 });
      });

      test('an alert is acknowledged and that undone; one that is snoozed is folded away', async () => {
        await using tab = await open(`/customers/${mill}`);
        const { page } = tab;
        await settled(page);
        const acknowledge = page.getByRole('button', { name: /^Acknowledge: / }).first();
        const title = ((await acknowledge.getAttribute('aria-label')) ?? '').replace('Acknowledge: ', '');
        await acknowledge.click();
        const undo = page.getByRole('button', { name: `Undo acknowledge: ${title}` });
        await undo.click();
        await page.getByRole('button', { name: `Acknowledge: ${title}` }).waitFor();
        await page.getByRole('button', { name: `Snooze: ${title}` }).click();
        await page.getByRole('button', { name: '1 week' }).click();
        await page.getByText('1 snoozed').first().waitFor();
        await expect.poll(async () => (await desk.alerts(mill)).find((one) => one.title === title)?.snoozed_until).toBeTruthy();
      });
    });
  }
  if (isThird(2)) {
    test('the slider goes through the versions of a profile, and stands in the address', async () => {
      await using tab = await open(`/customers/${harbour}/profile`, { now: morning });
      const { page } = tab;
      const slider = page.getByRole('slider', { name: 'Point in time' });
      await page.getByText(/^In force from 1 Dec 2025/).waitFor();
      await slider.focus();
      await page.keyboard.press('ArrowLeft');
      await page.getByText(/^In force from 1 Jun 2025 to/).waitFor();
      expect(await slider.getAttribute('aria-valuetext')).toMatch(/^Version 1 of 2, /);
      const address = page.url();
      expect(new URL(address).searchParams.get('at')).toMatch(/^2025-06-01/);
      await page.goto(address);
      await page.getByText(/^In force from 1 Jun 2025 to/).waitFor();
    });
  }
  if (isThird(1)) {
    test('another threshold of a rule is tried: it is told whom it would touch', async () => {
      await using tab = await open('/rules?rule=R001', { now: morning });
      const { page } = tab;
      await page.getByRole('spinbutton').first().fill('0');
      await page.getByRole('button', { name: 'See who would be touched' }).click();
      await page
        .getByRole('heading', { name: /would/ })
        .or(page.getByText(/Nobody would/))
        .first()
        .waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    test.each([
      ['/', '/api/dashboard/summary'],
      [`/customers/${mill}`, `/api/customer/${mill}`],
    ])('the first question of %s is asked once, and before the scripts ask theirs', async (path, question) => {
      await using tab = await open('/nowhere', { now: morning });
      const { page } = tab;
      await settled(page);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(dashboard.served.url + path);
      await settled(page);
      expect(asked.filter((one) => one === question)).toHaveLength(1);
      expect(asked.indexOf(question)).toBeLessThan(asked.indexOf('/readyz'));
    });

    test('a theme is that of the system until one is chosen, and kept then', async () => {
      await using tab = await open('/', { now: morning, theme: 'dark' });
      const { page } = tab;
      await settled(page);
      const ground = async (): Promise<unknown> => await page.evaluate('getComputedStyle(document.body).backgroundColor');
      const dark = await ground();
      await page.getByRole('button', { name: 'Switch to light' }).click();
      const light = await ground();
      expect(light).not.toBe(dark);
      await page.reload();
      await page.getByRole('button', { name: 'Switch to dark' }).waitFor();
      expect(await ground()).toBe(light);
    });

    test('no page is wider than the screen, from a phone to a desktop', async () => {
      await using tab = await open('/', { now: morning });
      const { page } = tab;
      for (const path of pages) {
        await page.goto(dashboard.served.url + path);
        await settled(page);
        for (const width of [320, 768, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          const wide = await page.evaluate('document.documentElement.scrollWidth');
          expect([path, width, wide]).toEqual([path, width, Math.min(width, Number(wide))]);
        }
      }
    });

    test('records stand in tabs: which invoice is overdue, whom to write to', async () => {
      await using tab = await open(`/customers/${mill}`, { now: morning });
      await tab.page.getByRole('tab', { name: /^Invoices/ }).click();
      await tab.page.getByRole('row', { name: /^I-0049 Overdue/ }).waitFor();
      await tab.page.getByRole('tab', { name: 'Contacts (1)' }).click();
      expect(await tab.page.getByRole('link', { name: 'bo@millstone.example' }).getAttribute('href')).toBe('mailto:bo@millstone.example');
    });

    test('filters stand in the address, which shows the same to whoever opens it', async () => {
      await using tab = await open('/customers', { now: morning });
      const { page } = tab;
      await page.getByRole('combobox', { name: 'Churn risk' }).selectOption('high');
      await page.getByText('1 customer', { exact: true }).waitFor();
      expect(new URL(page.url()).searchParams.get('risk')).toBe('high');
      await page.reload();
      await page.getByText('1 customer', { exact: true }).waitFor();
      await page.getByRole('link', { name: /Mill, Stone/ }).click();
      await heading(page, /Mill, Stone/).waitFor();
      await page.goBack();
      await page.getByText('1 customer', { exact: true }).waitFor();
    });
  }
  if (isThird(2)) {
    describe('when something is wrong', () => {
      test('what the server cannot answer is told with its request id, and asked again on demand', async () => {
        await using tab = await open('/customers', { now: morning });
        const { page } = tab;
        tab.expectComplaints(/500/);
        await settled(page);
        const body = {
          type: 'about:blank',
          title: 'Something failed',
          status: 500,
          detail: 'the log has more',
          code: 'UNEXPECTED',
          request_id: 'r-17',
          errors: [],
        };
        await page.route('**/api/dashboard/summary', (route) =>
          route.fulfill({ status: 500, json: body, contentType: 'application/problem+json' }),
        );
        await page.getByRole('link', { name: 'Overview' }).click();
        const alert = page.getByRole('alert');
        await alert.getByText('Something failed').waitFor();
        expect(await alert.textContent()).toContain('Request id r-17');
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.unrouteAll();
        await alert.getByRole('button', { name: 'Retry' }).click();
        await page.getByRole('heading', { name: 'Churn risk' }).waitFor();
        expect(await alert.count()).toBe(0);
      });

      test('without a network it is said so, what was loaded stays, and the rest comes once it is back', async () => {
        await using tab = await open(`/customers/${mill}`, { now: morning });
        const { page } = tab;
        tab.expectComplaints(/ERR_INTERNET_DISCONNECTED|dynamically imported module/);
        await settled(page);
        await page.context().setOffline(true);
        await page.getByText(/^You are offline\. What is shown/).waitFor();
        await heading(page, /Mill, Stone/).waitFor();
        await page.getByRole('link', { name: 'Overview' }).click();
        const retry = page.getByRole('alert').getByRole('button', { name: 'Retry' });
        await retry.waitFor();
        await page.context().setOffline(false);
        await page
          .getByText(/^You are offline/)
          .first()
          .waitFor({ state: 'detached' });
        await retry.click();
        await page.getByRole('heading', { name: 'Churn risk' }).waitFor();
      });

      test('what is not there says so: a page, a customer', async () => {
        await using tab = await open('/nowhere', { now: morning });
        const { page } = tab;
        tab.expectComplaints(/404/);
        await heading(page, 'There is no such page').waitFor();
        await page.goto(`${dashboard.served.url}/customers/nobody`);
        await heading(page, 'There is no such customer').waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
      });

      test('while an answer is awaited its place is held, and said to be loading', async () => {
        await using tab = await open('/customers', { now: morning });
        const { page } = tab;
        await settled(page);
        const answer = Promise.withResolvers<undefined>();
        await page.route('**/api/dashboard/summary', async (route) => {
          await answer.promise;
          await route.continue();
        });
        await page.getByRole('link', { name: 'Overview' }).click();
        await heading(page, 'Overview').waitFor();
        await page.getByRole('status', { name: 'Loading' }).first().waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        answer.resolve(undefined);
        await page.getByRole('heading', { name: 'Churn risk' }).waitFor();
      });
    });

    test.each([
      ['light', pages],
      ['dark', [`/customers/${mill}`, '/rules']],
    ] as const)('axe finds nothing wrong with pages in %s', async (theme, pages) => {
      await using tab = await open('/', { now: morning, theme });
      const { page } = tab;
      for (const path of pages) {
        await page.goto(dashboard.served.url + path);
        await settled(page);
        expect([path, ...(await accessibilityFaults(page))]).toEqual([path]);
      }
    });

    describe('versions', () => {
      test('data older than two days are called old on every page', async () => {
        await using tab = await open('/', { now: '2026-02-02T20:00:00Z' });
        const { page } = tab;
        await settled(page);
        expect(await page.getByText(/^The data are as of/).count()).toBe(0);
        await page.clock.setFixedTime('2026-02-04T08:00:00Z');
        for (const path of pages) {
          await page.goto(dashboard.served.url + path);
          await page.getByText(/^The data are as of 31 Jan 2026, 4 days old/).waitFor();
        }
      });

      test('an open page brings itself up to date, and tells of one that cannot be served', async () => {
        await using tab = await open(`/customers/${mill}`, { now: morning });
        const { page } = tab;
        await settled(page);
        const { served } = dashboard;
        const version = await served.publish();
        await served.look((ready) => ready['version'] === version);
        await comeBack(page);
        await page.getByText(`New data are shown: version ${version}`).waitFor();
        await page.getByText(`· version ${version} ·`).waitFor();
        await served.publish(({ tables }) => {
          const state = tables['gold_customer_alert'];
          if (state === undefined) throw new Error('no alerts');
          return { ...tables, gold_customer_alert: { ...state, base: state.base.map((file) => ({ ...file, sha256: '0'.repeat(64) })) } };
        });
        await served.look((ready) => ready['status'] === 'behind');
        await comeBack(page);
        await page.getByText(/The newest version cannot be served/).waitFor();
        await heading(page, /Mill, Stone/).waitFor();
        const good = served.lake.at(version);
        const mended = await served.publish(() => good.tables);
        await served.look((ready) => ready['version'] === mended);
        await comeBack(page);
        await page.getByText(/The newest version cannot be served/).waitFor({ state: 'detached' });
      });
    });

    // From here on the server has keys.
    test('a key is asked for once for each tab, a bad one again, and it is never in an address or kept', async () => {
      const keys = await makeKeys(dashboard.served);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await using tab = await open('/', { now: morning });
      const { page } = tab;
      tab.expectComplaints(/401/);
      const addresses: string[] = [];
      page.on('request', (request) => addresses.push(request.url()));
      const dialog = page.getByRole('dialog', { name: 'An API key is needed' });
      await dialog.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.type(keys.bad ?? '');
      await page.keyboard.press('Enter');
      await dialog.getByText(/The key was not taken/).waitFor();
      await page.getByLabel('API key or token').fill(keys.reader);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Churn risk' }).waitFor();
      await page.goto(`${dashboard.served.url}/customers/${mill}`);
      await heading(page, /Customer 942fa2df/).waitFor();
      expect(await page.content()).not.toContain('Mill, Stone');
      await page
        .getByText(/Your key may read but not act/)
        .first()
        .waitFor();
      expect(await page.getByRole('button', { name: /^(?:Schedule|Acknowledge|Snooze): / }).count()).toBe(0);
      expect(addresses.filter((address) => address.includes('audit_') || address.includes(keys.reader))).toEqual([]);
      expect(await page.evaluate('JSON.stringify([localStorage, document.cookie])')).not.toContain(keys.reader);
      await using other = await open('/', { now: morning });
      other.expectComplaints(/401/);
      await other.page.getByRole('dialog', { name: 'An API key is needed' }).waitFor();
    });
  }
});
