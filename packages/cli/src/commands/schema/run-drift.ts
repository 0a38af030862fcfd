import { type Drift, driftOf, knownSchemas, objectKey } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { jsonLine } from '../../output/json.ts';
import { counted } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import { askSources, type SchemaFlags } from './ask-sources.ts';

interface ObjectDrift extends Drift {
  readonly source: string;
  readonly object: string;
  /** Version of the schema in the lake that it differs from. */
  readonly schema_version: number;
}

const driftText = (drifts: readonly ObjectDrift[], compared: number, unknown: readonly string[]): string => {
  const columns = [
    { title: 'source' },
    { title: 'object' },
    { title: 'since version', align: 'right' },
    { title: 'change' },
    { title: 'column' },
    { title: 'was' },
    { title: 'is' },
  ] as const;
  const rows = drifts.map(({ source, object, schema_version: version, change, column, was, is }) => [
    source,
    object,
    `${version}`,
    change,
    column,
    was ?? '',
    is ?? '',
  ]);
  const fresh = unknown.length === 0 ? '' : `Never extracted: ${unknown.join(', ')}.\n`;
  return rows.length === 0 ? `No drift in ${counted(compared, 'table')}.\n${fresh}` : `${textTable(columns, rows)}${fresh}`;
};

/** `audit schema drift`. */
export const runDrift = async (context: CommandContext, tables: readonly string[], flags: SchemaFlags): Promise<void> =>
  await askSources(context, tables, flags, async (objects, lake, engine) => {
    await using session = await engine.session();
    const known = await knownSchemas(session, lake, lake.head());
    const unknown = objects.filter((one) => !known.has(objectKey(one)));
    const drifts = objects.flatMap(({ source, object, columns }): readonly ObjectDrift[] => {
      const before = known.get(objectKey({ source, object }));
      if (before === undefined) return [];
      return driftOf(before.columns, columns).map((drift) => ({ source, object, schema_version: before.version, ...drift }));
    });
    if (flags.json) return await context.stdout.write(drifts.map(jsonLine).join(''));
    await context.stdout.write(driftText(drifts, objects.length - unknown.length, unknown.map(objectKey)));
  });
