import { expect, test } from 'vitest';
import { everyStep, openNightProject } from './night-project.fixture.ts';

test('a run for a day gone by says that its customer 360 is what is served now; the next night has that of its own day', async () => {
  using project = openNightProject();
  const { extract, transform, link } = everyStep;
  project.declare({ steps: { extract, transform, link, aggregate: {} } });
  const served = async (args: readonly string[]): Promise<readonly unknown[]> => {
    const { code, stderr } = await project.audit(['run', '--quiet', ...args]);
    const { stdout } = await project.audit(['show', 'gold_customer_360', '--limit', '1', '--json']);
    return [code, (JSON.parse(stdout) as { readonly as_of: string }).as_of, /is that of an earlier day/.test(stderr)];
  };
  expect(await served([])).toEqual([0, '2026-03-01', false]);
  expect(await served(['--from', '2026-02-10', '--to', '2026-02-11'])).toEqual([0, '2026-02-11', true]);
  expect(await served([])).toEqual([0, '2026-03-01', false]);
});
