// Pictures of pages of a running `audit serve`, to be looked at: `node tools/screenshots.mjs http://127.0.0.1:8360 <folder> / /customers …`
// Each in light and dark at 320, 768 and 1440 pixels; what the browser complains of is printed. AUDIT_CHROMIUM is the browser, else Debian's.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:8360', folder = 'screenshots', ...paths] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.AUDIT_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const width of [320, 768, 1440])
  for (const theme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width, height: 1000 }, colorScheme: theme });
    page.on('console', (message) => console.log(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => console.log(`failed: ${error.message}`));
    for (const path of paths.length === 0 ? ['/'] : paths) {
      await page.goto(base + path, { waitUntil: 'networkidle' });
      const name = path.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'overview';
      await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`), fullPage: true });
    }
    await page.close();
  }
await browser.close();
