import { expect, test } from 'vitest';
import { openHookServer } from '../../triggers/hook-server.fixture.ts';
import { everyStep, laterLines, openNightProject } from './night-project.fixture.ts';

test('a file that comes while a night runs is for the next one', async () => {
  using project = openNightProject();
  await using server = await openHookServer();
  project.declare({ steps: { extract: {}, mart: everyStep.mart }, outputs: { openlineage: { url: server.url } } });
  server.answer = () => {
    project.write('input/lines-late.csv', laterLines(30, 35));
    return 204;
  };
  const lines = async (): Promise<number> => {
    const { code, stderr } = await project.audit(['run', '--quiet']);
    expect([code, stderr]).toEqual([0, '']);
    const { stdout } = await project.audit(['show', 'silver_transaction_lines', '--limit', '0', '--json']);
    return stdout.trim().split('\n').length;
  };
  expect([await lines(), await lines()]).toEqual([30, 35]);
});
