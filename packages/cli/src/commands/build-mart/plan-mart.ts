import { join } from 'node:path';
import type { Config } from '@audit/contract';
import { martJob } from '@audit/datamart';
import { type InputSource, Lake, type Planned, planJob } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { martOptions } from '../../jobs/build-mart.ts';
import { openEngine } from '../../open-engine.ts';
import { lakeToFill } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';
import { temporaryFolder } from '../../scratch-folder.ts';
import { lakeFolder } from '../../settings.ts';
import { type MartFlags, whenChangedOf } from './mart-flags.ts';
import { loadedBefore, planInput, type PlannedInput, tablesAfter } from './plan-inputs.ts';

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
  for (const source of sources) inputs.push(await planInput(source, known, whenChangedOf(flags)));
  const options = martOptions({ config, format: flags.inputFormat, whenChanged: whenChangedOf(flags) }, head);
  const steps = planJob(martJob(options), tablesAfter(head, inputs), engine);
  const version = intoLake ? head.version : null;
  await context.stdout.write(
    flags.json
      ? jsonDocument({ dry_run: true, lake: intoLake ? lake.root : null, version, inputs, steps })
      : planText(version, inputs, steps),
  );
};
