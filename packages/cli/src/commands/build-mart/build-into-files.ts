import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, customerPeriods, orders, qualifiedName, quarantine, type Table } from '@audit/contract';
import { clusterOrder, type InputSource, Lake, type Manifest, type Session, tableScan } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { type Mart, writeFolder, writeLines } from '../../export/export-marts.ts';
import type { OutputTarget } from '../../export/output-target.ts';
import { stagedPath, stageOutput } from '../../export/staged-output.ts';
import { sinkTo, type TextSink, writeTextFile } from '../../export/write-text.ts';
import { martsJson } from '../../jobs/marts-json.ts';
import { openEngine } from '../../open-engine.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { buildWatched } from './build-watched.ts';
import type { MartFlags } from './mart-flags.ts';
import { printSummary } from './print-summary.ts';
import { summaryOf } from './summary.ts';

const martOf = (lake: Lake, manifest: Manifest, name: string, table: Table): Mart => ({
  name,
  table,
  rows: tableScan(lake, table, manifest.tables[qualifiedName(table)]),
  order: clusterOrder(table),
});

const martsOf = (lake: Lake, manifest: Manifest, config: Config): readonly Mart[] => [
  martOf(lake, manifest, 'orders', orders),
  ...config.granularities.value.map((unit) => martOf(lake, manifest, `periods_${unit}`, customerPeriods[unit])),
];

const writeDocument = async (pieces: AsyncIterable<string | Uint8Array>, sink: TextSink): Promise<void> => {
  for await (const piece of pieces) await sink(piece);
};

const writeMarts = async (
  context: CommandContext,
  session: Session,
  lake: Lake,
  manifest: Manifest,
  config: Config,
  target: OutputTarget,
): Promise<void> => {
  const document = (): AsyncIterable<string | Uint8Array> => martsJson(session, lake, manifest, config.granularities.value);
  if (target.kind === 'stdout') {
    await writeDocument(document(), sinkTo(context.stdout));
    return;
  }
  using staged = stageOutput(context, target.path);
  if (target.kind === 'file') await writeTextFile(staged.path, (sink) => writeDocument(document(), sink));
  else await writeFolder(session, martsOf(lake, manifest, config), target.format, staged.path);
  staged.publish();
};

/** Refused records beside the output; on stderr when the output is stdout. A clean run leaves none of an earlier one. */
const writeQuarantine = async (
  context: CommandContext,
  session: Session,
  mart: Mart,
  rows: number,
  target: OutputTarget,
): Promise<void> => {
  if (target.kind === 'stdout') {
    if (rows > 0) await writeLines(session, mart, sinkTo(context.stderr));
    return;
  }
  const path = `${target.path}.quarantine.ndjson`;
  if (rows === 0) {
    rmSync(path, { force: true });
    return;
  }
  using staged = stageOutput(context, path);
  await writeTextFile(staged.path, (sink) => writeLines(session, mart, sink));
  staged.publish();
};

/** Builds the marts in a scratch lake, as into any lake, and writes them to files: one code path for both. */
export const buildIntoFiles = async (
  context: CommandContext,
  config: Config,
  sources: readonly InputSource[],
  flags: MartFlags,
  target: OutputTarget,
): Promise<void> => {
  using scratch = scratchFolder(context, config);
  const lake = Lake.open(join(scratch.path, 'lake'), { durable: false, allowNetworkDisk: true });
  const written = target.kind === 'folder' ? [stagedPath(target.path)] : [];
  await using engine = openEngine(context, config, [
    lake.root,
    ...written,
    ...sources.flatMap(({ path }) => (path === null ? [] : [path])),
  ]);
  const result = await buildWatched(context, config, sources, flags, { lake, engine });
  await using session = await engine.session();
  await writeMarts(context, session, lake, result.manifest, config, target);
  await writeQuarantine(
    context,
    session,
    martOf(lake, result.manifest, 'quarantine', quarantine),
    result.manifest.tables[qualifiedName(quarantine)]?.rows ?? 0,
    target,
  );
  const output = target.kind === 'stdout' ? '-' : target.path;
  await printSummary(context, await summaryOf(engine, lake, config, result, { lake: null, output }), flags);
};
