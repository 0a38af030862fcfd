import { quote } from '@audit/contract';
import { customerProfileStandardized } from '@audit/contract/profile';
import type { DuckDbEngine, Field, Publication, Session } from '@audit/warehouse';
import { aliases, type DeliveredBatch, deliveredNames } from './delivered-batch.ts';
import { lineageOf } from './lineage-of.ts';
import { landRecords, type Refusal } from './land-records.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';

const lists = Object.values(aliases);
const fields: readonly Field[] = [
  ...deliveredNames.map((name): Field => ({ name, kind: lists.includes(name) ? 'json' : 'text' })),
  ...Object.keys(aliases).map((name): Field => ({ name, kind: 'json' })),
];

/** A list as one text: of JSON a text or an array of texts, of CSV the cell. */
const listText = (name: string): string => {
  const given = quote(name);
  return `CASE
    WHEN ${given} IS NULL OR ${given} = 'null' THEN NULL
    WHEN STARTS_WITH(${given}, '[') AND JSON_VALID(${given}) THEN ARRAY_TO_STRING(CAST(JSON(${given}) AS VARCHAR[]), '|')
    WHEN STARTS_WITH(${given}, '"') AND JSON_VALID(${given}) THEN JSON(${given}) ->> '$'
    ELSE ${given} END`;
};

/** Text of a delivered column; of a list, its own name counts before the other one. */
export const valueOf = (name: string): string => {
  if (!lists.includes(name)) return quote(name);
  const other = Object.keys(aliases).find((alias) => aliases[alias] === name) ?? name;
  return `CASE WHEN ${quote(name)} IS NOT NULL THEN ${listText(name)} ELSE ${listText(other)} END`;
};

/** The readable records of a landed block in the columns of bronze. */
const bronzeRows = (block: string, batch: PlacedBatch): string =>
  `SELECT ${deliveredNames.map((name) => `${valueOf(name)} AS ${quote(name)}`).join(', ')}, ${lineageOf(batch)} FROM ${quote(block)} WHERE fault IS NULL`;

/**
 * Reads a file of records through the input gate and keeps them in bronze as text.
 *
 * @throws {@link FileRefused} for a file that cannot be read to its end
 */
export const keepRecords = async (
  engine: DuckDbEngine,
  session: Session,
  place: Publication,
  batch: PlacedBatch,
  refusal: Refusal,
): Promise<DeliveredBatch> =>
  await landRecords(engine, session, place, batch, refusal, {
    fields,
    table: customerProfileStandardized,
    rowsOf: (block) => bronzeRows(block, batch),
  });
