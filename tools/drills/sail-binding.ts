/**
 * Every model, rendered for Spark, binds on Sail (the Rust server of the Spark Connect protocol) over empty inputs, and yields the
 * declared columns. Needs the Python environment of `tools/oracle-venv.mjs`.
 *
 * `node tools/drills/sail-binding.ts`
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quote, sqlType, type Table } from '@audit/contract';
import { modelSql, type Stage } from '@audit/warehouse';
import { z } from 'zod';
import { allStages } from './all-stages.ts';
import { sampleParams } from './sample-params.ts';

const here = dirname(fileURLToPath(import.meta.url));

const emptyInput = (table: Table): string => {
  const columns = Object.entries(table.columns).map(
    ([name, { type }]) => `CAST(NULL AS ${sqlType(type, 'spark')}) AS ${quote(name, 'spark')}`,
  );
  return `SELECT ${columns.join(', ')} WHERE FALSE`;
};

const Answer = z.array(z.object({ id: z.string(), error: z.string().nullable(), columns: z.array(z.tuple([z.string(), z.string()])) }));

const question = (stage: Stage): { id: string; views: Record<string, string>; sql: string } => {
  const views = Object.fromEntries(Object.entries(stage.reads).map(([name, { table }]) => [name, emptyInput(table)]));
  return { id: stage.id, views, sql: modelSql(stage, 'spark', stage.params.parse(sampleParams(stage))) };
};

const faultsOf = (stage: Stage, answer: z.infer<typeof Answer>[number] | undefined): readonly string[] => {
  if (answer === undefined) return [`${stage.id}: no answer`];
  if (answer.error !== null) return [`${stage.id}: ${answer.error}`];
  const declared = Object.entries(stage.writes.columns).map(([name, { type }]) => `${name} ${sqlType(type, 'spark').toLowerCase()}`);
  const found = answer.columns.map(([name, type]) => `${name} ${type}`);
  return declared.join() === found.join()
    ? []
    : [
        `${stage.id}: yields ${found.filter((column) => !declared.includes(column)).join(', ')}, declared is ${declared.filter((column) => !found.includes(column)).join(', ')}`,
      ];
};

export interface BindingReport {
  readonly stages: number;
  readonly faults: readonly string[];
}

/** @param python an interpreter that has pysail and pyspark-client */
export const sailBinding = async (python: string): Promise<BindingReport> => {
  const stages = await allStages();
  const child = spawnSync(python, [join(here, 'sail_binding.py')], {
    input: JSON.stringify(stages.map(question)),
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (child.status !== 0) throw new Error(`sail_binding.py exited ${child.status}\n${child.stderr}`);
  const answers = Answer.parse(JSON.parse(child.stdout));
  return {
    stages: stages.length,
    faults: stages.flatMap((stage) =>
      faultsOf(
        stage,
        answers.find(({ id }) => id === stage.id),
      ),
    ),
  };
};

if (import.meta.main) {
  const oracle = spawnSync(process.execPath, [join(here, '..', 'oracle-venv.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const report = await sailBinding(oracle.stdout.trim());
  console.log(JSON.stringify(report, null, 2));
  if (report.faults.length > 0) process.exitCode = 1;
}
