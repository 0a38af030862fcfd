import { join } from 'node:path';
import { type Config, inputFiles, qualifiedName, transactionLines } from '@audit/contract';
import { martJob } from '@audit/datamart';
import {
  type Engine,
  hashSource,
  type InputSource,
  Lake,
  type Manifest,
  type Planned,
  planJob,
  tableScan,
  type TableState,
} from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { martOptions } from '../../jobs/build-mart.ts';
import { openEngine } from '../../open-engine.ts';
import { lakeToFill } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';
import { temporaryFolder } from '../../scratch-folder.ts';
import { lakeFolder } from '../../settings.ts';
import { type MartFlags, whenChangedOf } from './mart-flags.ts';

interface PlannedInput {
  readonly input: string;
  readonly what: 'load' | 'skip' | 'replace' | 'refuse';
  readonly why: string;
}

interface Known {
  readonly path: string | null;
  readonly sha256: string | null;
}

const loadedBefore = async (engine: Engine, lake: Lake, head: Manifest): Promise<readonly Known[]> => {
  const state = head.tables[qualifiedName(inputFiles)];
  if (state === undefined) return [];
  await using session = await engine.session();
  const rows = await session.evidence(
    `SELECT path, sha256 FROM (${tableScan(lake, inputFiles, state)}) AS kept WHERE kind = 'transactions'`,
    Number.MAX_SAFE_INTEGER,
  );
  return rows.map((row) => ({ path: row['path'] ?? null, sha256: row['sha256'] ?? null }));
};

const planInput = async (source: InputSource, known: readonly Known[], flags: MartFlags): Promise<PlannedInput> => {
  const input = source.label;
  if (source.path === null) return { input, what: 'load', why: 'a stream: what it holds is known only once it is read' };
  const { sha256 } = await hashSource(source);
  if (known.some((file) => file.sha256 === sha256)) return { input, what: 'skip', why: 'its content is in the lake already' };
  if (!known.some((file) => file.path === input)) return { input, what: 'load', why: 'new' };
  if (flags.append) return { input, what: 'load', why: 'other content than before, --append' };
  if (flags.replace) return { input, what: 'replace', why: 'other content than before, --replace' };
  return { input, what: 'refuse', why: 'other content than before: say --append or --replace' };
};

/** The head's tables as they would be after landing: whatever is loaded changes the lines. */
const tablesAfter = (head: Manifest, inputs: readonly PlannedInput[]): Readonly<Record<string, TableState>> => {
  const name = qualifiedName(transactionLines);
  const lines = head.tables[name];
  if (lines === undefined || inputs.every(({ what }) => what === 'skip')) return head.tables;
  const version = head.version + 1;
  return { ...head.tables, [name]: { ...lines, changedAt: version, changes: [...lines.changes, { version, removed: null, added: [] }] } };
};

const planText = (version: number | null, inputs: readonly PlannedInput[], steps: readonly Planned[]): string =>
  `${textTable(
    [{ title: 'input' }, { title: 'plan' }, { title: 'why' }],
    inputs.map(({ input, what, why }) => [input, what, why]),
  )}\n${textTable(
    [{ title: 'step' }, { title: 'plan' }, { title: 'why' }],
    steps.map(({ id, mode, why }) => [id, mode, why]),
  )}\nNothing was done. ${version === null ? 'No lake would be touched' : `The lake stands at version ${version}`}.\n`;

/** `--dry-run`: which inputs would be loaded and which tables computed, and why. Nothing is written. */
export const planMart = async (
  context: CommandContext,
  config: Config,
  sources: readonly InputSource[],
  flags: MartFlags,
): Promise<void> => {
  const intoLake = flags.output === undefined;
  // A build into files goes through a lake of its own, where everything is new.
  const lake = intoLake ? lakeToFill(lakeFolder(context, config)) : Lake.open(join(temporaryFolder(context, config), 'none'));
  await using engine = openEngine(context, config, [lake.root]);
  const head = lake.head();
  const known = await loadedBefore(engine, lake, head);
  const inputs: PlannedInput[] = [];
  for (const source of sources) inputs.push(await planInput(source, known, flags));
  const options = martOptions({ config, format: flags.inputFormat, whenChanged: whenChangedOf(flags) }, head);
  const steps = planJob(martJob(options), tablesAfter(head, inputs), engine);
  const version = intoLake ? head.version : null;
  await context.stdout.write(
    flags.json
      ? jsonDocument({ dry_run: true, lake: intoLake ? lake.root : null, version, inputs, steps })
      : planText(version, inputs, steps),
  );
};
