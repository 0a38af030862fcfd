import { expect, test } from 'vitest';
import { everyStep, openNightProject } from '../run/night-project.fixture.ts';

interface Node {
  readonly table: string;
  readonly from: readonly Node[];
  readonly files: readonly { readonly path: string }[];
}
const below = (node: Node): readonly Node[] => [node, ...node.from.flatMap(below)];

test('every table of a night leads down to the files it came from, and back', async () => {
  using project = openNightProject();
  project.declare({ steps: everyStep });
  expect((await project.audit(['run', '--quiet'])).code).toBe(0);
  const lineage = async (table: string): Promise<Node & { readonly read_by: readonly string[] }> =>
    JSON.parse((await project.audit(['lineage', table, '--json'])).stdout) as Node & { readonly read_by: readonly string[] };
  const files = async (table: string): Promise<readonly string[]> =>
    [...new Set(below(await lineage(table)).flatMap((node) => node.files.map(({ path }) => path)))].toSorted();
  expect(await files('silver_account_masters')).toEqual(['drop/Account.csv']);
  expect(await files('gold_customer_period_year')).toEqual(['input/lines.csv']);
  expect(await files('curated_fact_customer_profile_audit')).toEqual(['input/profiles-1.ndjson']);
  expect((await lineage('silver_accounts')).read_by).toEqual(
    expect.arrayContaining(['silver_account_masters', 'silver_account_links', 'ops_refused_accounts']),
  );
  const name = JSON.parse((await project.audit(['lineage', 'silver_account_masters.name', '--json'])).stdout) as object;
  expect(name).toMatchObject({ from: [{ table: 'silver_accounts', column: 'name', from: [{ table: 'bronze_account', column: 'Name' }] }] });
  const { stdout } = await project.audit(['lineage', 'silver_account_masters']);
  expect(stdout).toContain('from silver_account_links: as above');
  expect(stdout).toContain('kept by the run that reads these');
}, 300_000);
