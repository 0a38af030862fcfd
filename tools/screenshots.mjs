// Pictures of pages of a running `audit serve`: `node tools/screenshots.mjs http://127.0.0.1:8360 <folder> / /customers …`, to be looked at: each in light
// and dark at 320, 768 and 1440 pixels. `node tools/screenshots.mjs http://127.0.0.1:8360` makes those of docs/screenshots, of `audit demo salesforce`
// with names shown. What the browser complains of is printed.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const [base = 'http://127.0.0.1:8360', folder, ...paths] = process.argv.slice(2);

const take = async (browser, { path, name, into, width = 1280, height = 720, theme = 'light', now, fullPage = false }) => {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' });
  page.on('console', (message) => console.log(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`failed: ${error.message}`));
  if (now !== undefined) await page.clock.setFixedTime(now);
  await page.goto(base + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(500);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(into, `${name}.png`), fullPage });
  await page.close();
};

const all = () =>
  (paths.length === 0 ? ['/'] : paths).flatMap((path) => {
    const name = path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'overview';
    return [320, 768, 1440].flatMap((width) =>
      ['light', 'dark'].map((theme) => ({ path, name: `${name}-${width}-${theme}`, into: folder, width, theme, fullPage: true })),
    );
  });

const ask = async (path) => (await fetch(base + path)).json();

/** Of the customer most at risk, and of the first with a profile that changed; on the morning after the day of the data. */
const documented = async () => {
  const { at_risk: customers, as_of: day } = await ask('/api/dashboard/summary');
  const changed = [];
  for (const { id } of customers) changed.push([id, (await ask(`/api/customer/${id}/profile`)).items.length]);
  const [person] = changed.toSorted(([, left], [, right]) => right - left);
  const now = `${day}T12:00:00Z`;
  const customer = `/customers/${customers[0].id}`;
  return [
    { path: '/', name: 'overview' },
    { path: customer, name: 'customer' },
    { path: customer, name: 'customer-dark', theme: 'dark' },
    { path: customer, name: 'customer-phone', width: 390, height: 844 },
    { path: `/customers/${person[0]}/profile`, name: 'profile-history' },
    { path: '/rules?rule=R001', name: 'rules' },
  ].map((picture) => ({ into: join(here, '..', 'docs', 'screenshots'), now, ...picture }));
};

const executablePath = execFileSync(process.execPath, [join(here, 'chromium.mjs')], { encoding: 'utf8' }).trim();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const picture of folder === undefined ? await documented() : all()) {
  mkdirSync(picture.into, { recursive: true });
  await take(browser, picture);
}
await browser.close();
