import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

/** A repository of its own, in which these pins are said to be installed. */
const scene = (installed: string): ((...names: readonly string[]) => { readonly status: number | null; readonly stdout: string }) => {
  const root = mkdtempSync(join(tmpdir(), 'audit-oracle-'));
  for (const name of ['oracle-venv.mjs', 'oracle-requirements.txt']) cpSync(join(here, name), join(root, 'tools', name));
  mkdirSync(join(root, '.venv-oracle', 'bin'), { recursive: true });
  writeFileSync(join(root, '.venv-oracle', 'bin', 'python'), '');
  writeFileSync(join(root, '.venv-oracle', 'requirements.txt'), installed);
  return (...names) =>
    spawnSync(process.execPath, [join(root, 'tools', 'oracle-venv.mjs'), ...names], {
      encoding: 'utf8',
      env: { AUDIT_PYTHON: join(root, 'no-python') },
    });
};

test('an environment that has what is asked for is used as it is', () => {
  const { status, stdout } = scene('deltalake==1.6.6\npyarrow==26.0.1\n')('deltalake', 'pyarrow');
  expect(status).toBe(0);
  expect(stdout).toMatch(/\.venv-oracle\/bin\/python\n$/);
});

test('a package of another version, or one more, has to be installed: without Python that fails', () => {
  expect(scene('deltalake==1.0.0\n')('deltalake').status).toBe(1);
  expect(scene('deltalake==1.6.6\n')('deltalake', 'pyarrow').status).toBe(1);
});
