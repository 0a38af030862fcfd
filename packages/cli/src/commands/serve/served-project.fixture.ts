import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auditHere } from '../../audit-in-process.fixture.ts';

const recorded = fileURLToPath(new URL('../../../../../fixtures/replay/customer-360', import.meta.url));

const profileLine = (status: string, at: string): string =>
  `${JSON.stringify({ customer_id: 'C-1', evidence_unique_key: 'K1', firstname: 'Ada', lastname: 'Lindt', marital_status: status, last_modified_ts: at })}\n`;

const clock = '2026-01-31T02:00:00Z';

/** For tests: a folder with the recorded case as a lake, with profiles of one of its customers. */
export const makeServedProject = async (settings: object): Promise<string> => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-serve-'));
  cpSync(join(recorded, 'input'), join(cwd, 'input'), { recursive: true });
  mkdirSync(join(cwd, 'configs/pipelines'), { recursive: true });
  const config = JSON.parse(readFileSync(join(recorded, 'audit.config.json'), 'utf8')) as object;
  const { runs } = JSON.parse(readFileSync(join(recorded, 'replay.json'), 'utf8')) as { runs: readonly [{ pipeline: { steps: object } }] };
  const steps = { ...runs[0].pipeline.steps, profile: { batches: ['input/profiles.ndjson'] } };
  writeFileSync(
    join(cwd, 'input/profiles.ndjson'),
    profileLine('SINGLE', '2025-06-01T00:00:00Z') + profileLine('MARRIED', '2025-12-01T00:00:00Z'),
  );
  writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ ...config, profile: { mapping: 'off' }, ...settings }));
  writeFileSync(join(cwd, 'configs/pipelines/nightly.json'), JSON.stringify({ ...runs[0].pipeline, steps }));
  const { code, stderr } = await auditHere(['run'], { cwd, env: { AUDIT_CLOCK: clock } });
  if (code !== 4) throw new Error(`the lake was not made: ${stderr}`);
  return cwd;
};
