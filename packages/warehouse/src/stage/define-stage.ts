import { readFileSync } from 'node:fs';
import { assert, type Check, type Columns, fingerprint, sqlType, type Table } from '@audit/contract';
import type { z } from 'zod';
import { lint } from '../sql-dialect/lint.ts';
import { render } from '../sql-dialect/render.ts';
import { loudTokens } from '../sql-dialect/tokens.ts';
import { hashOf } from './hash-of.ts';
import type { By, KeyedReads, Read, Stage } from './stage.ts';

/**
 * Declares a stage. The compiler refuses a key that is no output column, and a `by` column that is missing, misspelt, of
 * another kind, or does not cover the key. Here a `by` column that may be null is refused (it would never join), and one
 * of another precision or scale (its text, by which rows are put into passes, would differ).
 *
 * The first use of `model` or `code` throws {@link ModelRefused} for words of the model or the checks that not every engine has,
 * and for marks that stand for nothing.
 */
export function defineStage<
  const R extends Readonly<Record<string, Table>>,
  const C extends Columns,
  const G extends string,
  const K extends keyof C & string,
  P extends z.ZodObject,
>(spec: {
  readonly id: string;
  readonly writes: Table<C, G>;
  readonly params: P;
  /** The text, or where the `.sql` file is. */
  readonly model: URL | string;
  readonly key?: readonly [K, ...K[]];
  /** See {@link Stage.heldRowBytes}; decides how the rows are computed, never which. */
  readonly heldRowBytes?: number | undefined;
  readonly reads: KeyedReads<R, C, K>;
  /** What `{name}` in the model stands for. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Queries that must return no rows. */
  readonly checks?: Readonly<Record<string, string>>;
}): Stage<{ readonly [N in keyof R]: { readonly table: R[N]; readonly by: By } }, Table<C, G>, P> {
  const stage = {
    id: spec.id,
    reads: spec.reads as { readonly [N in keyof R]: { readonly table: R[N]; readonly by: By } },
    writes: spec.writes,
    params: spec.params,
    key: spec.key,
    heldRowBytes: spec.heldRowBytes,
    constants: spec.constants ?? {},
    checks: Object.entries(spec.checks ?? {}).map(([name, sql]): Check => ({ name, sql })),
  };
  const loose = stage as unknown as Omit<Stage, 'code' | 'model'>;
  assertSound(loose);
  let model: string | undefined;
  let code: string | undefined;
  // A start of the program declares every stage and runs few: text is read and checked when it is first asked for.
  return {
    ...stage,
    get model() {
      return (model ??= soundText(loose, spec.model));
    },
    get code() {
      return (code ??= codeOf({ ...loose, model: this.model }));
    },
  };
}

/** The model's text, after it and the checks passed the lint and every mark in them stands for something. */
const soundText = ({ id, constants, checks }: Omit<Stage, 'code' | 'model'>, model: URL | string): string => {
  const text = typeof model === 'string' ? model : readFileSync(model, 'utf8');
  for (const part of [{ name: id, sql: text }, ...checks.map(({ name, sql }) => ({ name: `${id} check ${name}`, sql }))]) {
    lint(part.name, part.sql);
    render({ name: part.name, text: part.sql, constants }, 'duckdb', undefined);
  }
  return text;
};

const assertSound = ({ id, reads, writes, key }: Omit<Stage, 'code' | 'model'>): void => {
  for (const [name, { table, by }] of Object.entries(reads)) {
    assert(name !== writes.name, `stage ${id}: input "${name}" has the name of the output`);
    if (by === 'whole') continue;
    assert(key !== undefined, `stage ${id}: input "${name}" is read by key, but the stage has none`);
    for (const [keyColumn, column] of Object.entries(by)) {
      const found = table.columns[column];
      assert(found?.nullable === false, `stage ${id}: "${column}" of input "${name}" carries the key, so it must be a required column`);
      const type = writes.columns[keyColumn]?.type;
      assert(
        type === undefined || sqlType(type, 'duckdb') === sqlType(found.type, 'duckdb'),
        `stage ${id}: "${column}" of input "${name}" carries the key, so it must have the type of ${writes.name}.${keyColumn}`,
      );
    }
  }
  for (const column of key ?? []) {
    assert(writes.columns[column]?.nullable === false, `stage ${id}: key column "${column}" must be a required column of ${writes.name}`);
  }
  const keyed = Object.values(reads).some(({ by }) => by !== 'whole');
  assert(key === undefined || keyed, `stage ${id}: has a key, but no input is read by it`);
};

/** Rendered for both engines, without comments and spacing: a changed macro is changed code, a changed remark is not. */
const codeOf = (stage: Omit<Stage, 'code'>): string => {
  const { id, constants } = stage;
  const meaning = (name: string, text: string): readonly string[] =>
    (['duckdb', 'spark'] as const).map((engine) =>
      loudTokens(render({ name, text, constants }, engine, undefined))
        .map((token) => token.text)
        .join(' '),
    );
  return hashOf([
    meaning(id, stage.model),
    stage.checks.map(({ name, sql }) => [name, meaning(`${id} check ${name}`, sql)]),
    stage.key ?? null,
    Object.entries(stage.reads).map(([name, { table, by }]: readonly [string, Read]) => [name, by, fingerprint(table)]),
    fingerprint(stage.writes),
    stage.writes.laws,
  ]);
};
