import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote } from '@audit/contract';
import { duckDbEngine, modelSql, type Session, textLiteral } from '@audit/warehouse';
import { bronzeInput } from './bronze-input.ts';
import { mappedStages } from './mapped-stages.ts';
import { readMapping } from './read-mapping.ts';

type Texts = Readonly<Record<string, string | null>>;

/** For tests: what a mapping makes of a few rows, by the statements a run would run. */
export interface TrialMapping extends AsyncDisposable {
  /** @param rows texts of bronze columns; `Id`, and lineage, are filled in where they are not given */
  run(table: object, rows: readonly Texts[]): Promise<{ readonly silver: readonly Texts[]; readonly refused: readonly Texts[] }>;
}

const lineage = ['_extracted_at', '_is_deleted', '_run_id', '_job_id', '_page', '_source_system'] as const;
const lineageTypes = ['TIMESTAMP', 'BOOLEAN', 'VARCHAR', 'VARCHAR', 'BIGINT', 'VARCHAR'] as const;
const usual: Texts = { _extracted_at: '2026-01-01 00:00:00', _is_deleted: 'false', _run_id: 'r', _job_id: null, _source_system: 'files' };

const bindRows = async (session: Session, name: string, columns: readonly string[], rows: readonly Texts[]): Promise<void> => {
  const cell = (row: Texts, column: string): string => {
    const value = row[column] ?? usual[column] ?? null;
    return value === null ? 'NULL' : textLiteral(value);
  };
  const all = [...columns, ...lineage];
  const values = rows.map((row, at) => `(${all.map((column) => cell({ Id: `id${at}`, _page: `${at}`, ...row }, column)).join(', ')})`);
  const cast = [
    ...columns.map((column) => `CAST(${quote(column)} AS VARCHAR) AS ${quote(column)}`),
    ...lineage.map((column, at) => `CAST(${quote(column)} AS ${lineageTypes[at]}) AS ${quote(column)}`),
  ];
  await session.materialise(
    name,
    `SELECT ${cast.join(', ')} FROM (VALUES ${values.join(', ')}) AS v(${all.map((column) => quote(column)).join(', ')})`,
  );
};

export const openTrialMapping = (): TrialMapping => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-mapping-'));
  const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
  return {
    run: async (table, rows) => {
      const full = {
        target: 'things',
        key: ['Id'],
        ...table,
        columns: [{ source: 'Id', target: 'id' }, ...(table as { columns: object[] }).columns],
      };
      const [mapped] = readMapping(JSON.stringify({ version: 1, tables: { thing: full } }), 'trial').tables;
      if (mapped === undefined) return { silver: [], refused: [] };
      const columns = [
        ...new Set([
          ...mapped.mapping.columns.map(({ source }) => source),
          ...rows.flatMap((row) => Object.keys(row).filter((name) => !name.startsWith('_'))),
        ]),
      ];
      const shape = { key: ['Id'], columns: columns.map((name) => [name, 'text'] as const) };
      const stages = mappedStages(mapped, bronzeInput(mapped, shape), { present: new Set(columns), base: undefined }, new Map());
      await using session = await engine.session();
      await bindRows(session, 'bronze_thing', columns, rows);
      await session.materialise('things', modelSql(stages.silver, 'duckdb', {}));
      await session.materialise('refused_things', modelSql(stages.refused, 'duckdb', {}));
      const all = async (name: string): Promise<readonly Texts[]> => await session.evidence(`SELECT * FROM ${name} ORDER BY id`, 10_000);
      return { silver: await all('things'), refused: await all('refused_things') };
    },
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
