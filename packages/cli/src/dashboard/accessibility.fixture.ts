import axe from 'axe-core';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** For tests: what axe-core finds wrong with a page as it is, by WCAG 2.2 A and AA and its best practices. */
export const accessibilityFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(`${axe.source};undefined`);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}; ${failureSummary}`),
  );
};
