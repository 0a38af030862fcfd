import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HashVersion } from '@audit/contract/profile';
import { hashSql } from '@audit/scd2-profile';
import { type VectorVersion, vectorVersions } from '@audit/scd2-profile/proof';
import { expect, test } from 'vitest';
import { z } from 'zod';

const script = join(dirname(fileURLToPath(import.meta.url)), 'sail_binding.py');
const Answers = z.array(z.object({ id: z.string(), error: z.string().nullable() }));

const literal = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`);
const rowSql = ({ stored, sets }: Pick<VectorVersion, 'stored' | 'sets'>): string => {
  const scalars = Object.entries(stored).map(
    ([name, value]) => `CAST(${literal(value)} AS ${name === 'birthdate' ? 'DATE' : 'STRING'}) AS ${name}`,
  );
  const lists = Object.entries(sets).map(
    ([name, members]) => `CAST(ARRAY(${members.map(literal).join(', ')}) AS ARRAY<STRING>) AS ${name}`,
  );
  return `SELECT ${[...scalars, ...lists].join(', ')}`;
};
/** A version with the hash it must have by some rules. */
interface Hashed {
  readonly version: VectorVersion;
  readonly rules: HashVersion;
  readonly expected: string;
}

/** Fails on the server, with the hash it made, where that is not the expected one. */
const question = ({ version, rules, expected }: Hashed, at: number) => ({
  id: `version ${at}`,
  views: { profile: rowSql(version) },
  sql: `SELECT CASE WHEN hash <> ${literal(expected)} THEN RAISE_ERROR(hash) ELSE hash END AS x FROM (SELECT ${hashSql('spark', rules).hash} AS hash FROM profile) h`,
});

test('the printed SQL for Spark gives every version of the vectors its hashes on Sail', () => {
  const python = process.env['AUDIT_ORACLE_PYTHON'];
  if (python === undefined) expect.fail('AUDIT_ORACLE_PYTHON is not set; run it by `npm run test:deep`');
  const versions = vectorVersions().flatMap((version): readonly Hashed[] => [
    { version, rules: 1, expected: version.hash },
    { version, rules: 2, expected: version.unambiguousHash },
  ]);
  const ask = (asked: readonly Hashed[]): z.infer<typeof Answers> => {
    const child = spawnSync(python, [script], { input: JSON.stringify(asked.map(question)), encoding: 'utf8', timeout: 300_000 });
    expect({ status: child.status, stderr: child.status === 0 ? '' : child.stderr }).toEqual({ status: 0, stderr: '' });
    return Answers.parse(JSON.parse(child.stdout));
  };
  const answers = ask(versions);
  expect(answers.filter(({ error }) => error !== null)).toEqual([]);
  expect(answers.length).toBeGreaterThan(100);
  for (const hashed of versions.slice(0, 2)) expect(ask([{ ...hashed, expected: 'another' }])[0]?.error).toContain(hashed.expected);
});
