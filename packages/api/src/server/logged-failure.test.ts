import { DamagedFile, EngineFailed } from '@audit/contract';
import { expect, test } from 'vitest';
import { loggedFailure } from './logged-failure.ts';

test('a failure is logged with where and of what kind it was, and without a word that may quote data', () => {
  const quoting = [
    new EngineFailed('asking a snapshot', "Conversion Error: Could not convert string 'Ada Lindt' to INT32", {
      cause: new Error('Ada Lindt'),
    }),
    new SyntaxError('Unexpected token A in JSON: "Ada Lindt\n    at Ada Lindt"'),
    'Ada Lindt',
  ].map((error) => loggedFailure(error));
  expect(JSON.stringify(quoting)).not.toContain('Lindt');
  expect(quoting[0]).toMatchObject({ code: 'ENGINE_FAILED', kind: 'Conversion Error' });
  expect(quoting[1]?.at[0]).toMatch(/logged-failure\.test\.ts:\d+:\d+/);
  expect(loggedFailure(new DamagedFile('gold/a.parquet', 'sha256 differs'))).toMatchObject({
    message: expect.stringContaining('gold/a.parquet') as string,
  });
});
