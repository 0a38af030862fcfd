import { customerPeriods, type Granularity, orders, qualifiedName, type Table } from '@audit/contract';
import { clusterOrder, type Lake, type Manifest, type Session, tableScan } from '@audit/warehouse';
import { rowJson } from '../output/cell-sql.ts';

/**
 * The marts of a lake version as one JSON document, piece by piece: `{"orders": […], "periods_quarter": […], …}` (founding document
 * 000), one row a line. Orders by customer, time and id; periods by customer and start; text in the order of its UTF-8 bytes.
 */
export async function* martsJson(
  session: Session,
  lake: Lake,
  manifest: Manifest,
  granularities: readonly Granularity[],
): AsyncGenerator<string | Uint8Array> {
  const lists: readonly (readonly [string, Table])[] = [
    ['orders', orders],
    ...granularities.map((granularity) => [`periods_${granularity}`, customerPeriods[granularity]] as const),
  ];
  for (const [index, [name, table]] of lists.entries()) {
    yield `${index === 0 ? '{' : ','}\n  "${name}": [`;
    yield* rowsJson(session, lake, manifest, table);
  }
  yield '\n}\n';
}

async function* rowsJson(session: Session, lake: Lake, manifest: Manifest, table: Table): AsyncGenerator<string | Uint8Array> {
  const scan = tableScan(lake, table, manifest.tables[qualifiedName(table)]);
  let isFirst = true;
  const sorted = `SELECT * FROM (${scan}) AS kept ${clusterOrder(table)}`;
  for await (const rows of session.bytes(`SELECT ${rowJson(table, true, [',\n    ', ''])} FROM (${sorted}) AS sorted`)) {
    // Each row begins with the comma that parts it from the one before.
    yield isFirst ? rows.subarray(1) : rows;
    isFirst = false;
  }
  yield isFirst ? ']' : '\n  ]';
}
