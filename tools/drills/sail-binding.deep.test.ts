import { expect, test } from 'vitest';
import { sailBinding } from './sail-binding.ts';

test('every model binds on Sail over empty inputs and yields the declared columns', async () => {
  const python = process.env['AUDIT_ORACLE_PYTHON'];
  if (python === undefined) expect.fail('AUDIT_ORACLE_PYTHON is not set; run it by `npm run test:deep`');
  const report = await sailBinding(python);
  expect(report.faults).toEqual([]);
  expect(report.stages).toBeGreaterThan(6);
});
