import { quote, UsageError } from '@audit/contract';
import { type Organisation, pendingTable } from './organisation.ts';
import type { SObject } from './sobject.ts';

/** Rows to be changed: so many by chance, or these. */
export type Which = number | readonly string[];

/** SQL: whether a row is among those that {@link chooseRows} chose last. */
export const isChosen = '"Id" IN (SELECT "Id" FROM "chosen")';

const chosenSql = (organisation: Organisation, which: Which): string => {
  if (typeof which === 'number')
    return `ORDER BY hash("Id", ${organisation.options.seed + organisation.changes}), "Id" NULLS LAST LIMIT ${which}`;
  return which.length === 0 ? 'AND FALSE' : `AND "Id" IN (${which.map((_, i) => `$${i + 1}`).join(', ')})`;
};

/**
 * Chooses rows of an object, in the recycle bin or out of it. Rows of a transaction that is still open are left alone: its end would undo
 * what happens to them.
 * @returns their ids
 * @throws {@link UsageError} if one that is named cannot be chosen
 */
export const chooseRows = async (organisation: Organisation, object: SObject, which: Which, inBin: boolean): Promise<readonly string[]> => {
  const session = organisation.writer;
  const free = `"IsDeleted" = ${inBin} AND "Id" NOT IN (SELECT "Id" FROM ${pendingTable(object.name)})`;
  await session.execute(
    `CREATE OR REPLACE TABLE "chosen" AS SELECT "Id" FROM ${quote(object.name)} WHERE ${free} ${chosenSql(organisation, which)}`,
    typeof which === 'number' ? [] : which,
  );
  const chosen = (await session.evidence('SELECT "Id" FROM "chosen" ORDER BY "Id" NULLS LAST', 1e9)).map((row) => row['Id'] ?? '');
  const known = new Set(chosen);
  const missing = typeof which === 'number' ? undefined : which.find((id) => !known.has(id));
  if (missing !== undefined)
    throw new UsageError(
      `${object.name} ${missing} cannot be changed so: it is not there, ${inBin ? 'not in' : 'in'} the recycle bin, or in an open transaction`,
      'choose other rows',
    );
  return chosen;
};
