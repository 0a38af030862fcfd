import { quote } from '@audit/contract';
import { chooseRows, isChosen, type Which } from './choose-rows.ts';
import { binnedColumn, columnNames, generatedRows } from './generate-rows.ts';
import { type Organisation, pendingTable, visibleColumn } from './organisation.ts';
import type { SObject } from './sobject.ts';

/** What happens to an object's rows, all of it stamped with the present of the virtual clock. */
export interface ChangeSpec {
  readonly object: string;
  /** New rows. */
  readonly insert?: number;
  /** Rows that get other values: so many by chance, or these. */
  readonly update?: Which;
  /** Rows that go to the recycle bin. */
  readonly softDelete?: Which;
  /** Rows that are gone: no query shows them any more, only getDeleted names them. */
  readonly hardDelete?: Which;
  /** Rows that come back from the recycle bin. */
  readonly undelete?: Which;
  /** Inserts and updates become visible only when the clock has moved on by so much, with the stamp of now: a transaction that takes long. */
  readonly lateSeconds?: number;
}

/** Ids of the rows that a change touched. */
export interface Changed {
  readonly inserted: readonly string[];
  readonly updated: readonly string[];
  readonly softDeleted: readonly string[];
  readonly hardDeleted: readonly string[];
  readonly undeleted: readonly string[];
}

type Step = (organisation: Organisation, object: SObject) => Promise<void>;

const stamped = `"LastModifiedDate" = sim_clock(), "SystemModstamp" = sim_clock()`;

const setsOf = (object: SObject, change: number): string => {
  const sets = Object.entries(object.updates)
    .filter(([name]) => object.fields.some((field) => field.name === name && field.value !== null))
    .map(([name, sql]) => `${quote(name)} = ${sql.replaceAll('{n}', String(change))}`);
  return [...sets, stamped].join(', ');
};

const updateNow: Step = (organisation, object) =>
  organisation.writer.execute(`UPDATE ${quote(object.name)} SET ${setsOf(object, organisation.changes)} WHERE ${isChosen}`);

const softDelete: Step = async ({ writer: session }, object) => {
  await session.execute(
    `UPDATE ${quote(object.name)} SET "IsDeleted" = TRUE, ${quote(binnedColumn)} = sim_clock(), ${stamped} WHERE ${isChosen}`,
  );
  await session.execute(`INSERT INTO "delete log" SELECT $1, "Id", sim_clock() FROM "chosen"`, [object.name]);
};

const hardDelete: Step = async ({ writer: session }, object) => {
  await session.execute(`DELETE FROM ${quote(object.name)} WHERE ${isChosen}`);
  await session.execute(`INSERT INTO "delete log" SELECT $1, "Id", sim_clock() FROM "chosen"`, [object.name]);
};

const undelete: Step = async ({ writer: session }, object) => {
  await session.execute(
    `UPDATE ${quote(object.name)} SET "IsDeleted" = FALSE, ${quote(binnedColumn)} = NULL, ${stamped} WHERE ${isChosen}`,
  );
  await session.execute(`DELETE FROM "delete log" WHERE "object" = $1 AND ${isChosen}`, [object.name]);
};

const nameList = (object: SObject): string =>
  columnNames(object)
    .map((name) => quote(name))
    .join(', ');

const visibleAt = (seconds: number): string => `sim_clock() + to_seconds(${seconds})`;

const updateLate = async (organisation: Organisation, object: SObject, seconds: number): Promise<void> => {
  const session = organisation.writer;
  const [pending, names] = [pendingTable(object.name), nameList(object)];
  organisation.inTransaction.add(object.name);
  await session.execute(
    `INSERT INTO ${pending} (${names}, ${quote(visibleColumn)}) SELECT ${names}, ${visibleAt(seconds)} FROM ${quote(object.name)} WHERE ${isChosen}`,
  );
  await session.execute(`UPDATE ${pending} SET ${setsOf(object, organisation.changes)} WHERE ${isChosen}`);
};

const insert = async (organisation: Organisation, object: SObject, rows: number, lateSeconds: number): Promise<readonly string[]> => {
  const session = organisation.writer;
  const first = organisation.made.get(object.name) ?? 0;
  organisation.made.set(object.name, first + rows);
  const fresh = `SELECT * REPLACE (sim_clock() AS "CreatedDate", sim_clock() AS "LastModifiedDate", sim_clock() AS "SystemModstamp", FALSE AS "IsDeleted", NULL AS ${quote(binnedColumn)}) FROM (\n${generatedRows({ ...object, exists: null }, first, first + rows)})`;
  await session.execute(`CREATE OR REPLACE TABLE "fresh" AS ${fresh}`);
  const names = nameList(object);
  if (lateSeconds > 0) organisation.inTransaction.add(object.name);
  if (lateSeconds > 0)
    await session.execute(
      `INSERT INTO ${pendingTable(object.name)} (${names}, ${quote(visibleColumn)}) SELECT ${names}, ${visibleAt(lateSeconds)} FROM "fresh"`,
    );
  else await session.execute(`INSERT INTO ${quote(object.name)} (${names}) SELECT ${names} FROM "fresh"`);
  return (await session.evidence('SELECT "Id" FROM "fresh" ORDER BY "Id" NULLS LAST', 1e9)).map((row) => row['Id'] ?? '');
};

/** @throws {@link UsageError} for an object that does not exist, or rows that what is asked cannot happen to */
export const change = async (organisation: Organisation, spec: ChangeSpec): Promise<Changed> => {
  const late = spec.lateSeconds ?? 0;
  return await organisation.write([organisation.get(spec.object)], async () => {
    const object = organisation.get(spec.object);
    const step = async (which: Which | undefined, inBin: boolean, apply: Step): Promise<readonly string[]> => {
      if (which === undefined || which === 0) return [];
      organisation.changes += 1;
      const ids = await chooseRows(organisation, object, which, inBin);
      await apply(organisation, object);
      return ids;
    };
    const update: Step = late > 0 ? async () => await updateLate(organisation, object, late) : updateNow;
    organisation.changes += 1;
    return {
      undeleted: await step(spec.undelete, true, undelete),
      hardDeleted: await step(spec.hardDelete, false, hardDelete),
      softDeleted: await step(spec.softDelete, false, softDelete),
      updated: await step(spec.update, false, update),
      inserted: spec.insert === undefined || spec.insert === 0 ? [] : await insert(organisation, object, spec.insert, late),
    };
  });
};
