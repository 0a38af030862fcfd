import { resolve } from 'node:path';
import { ReplayDiffers } from '@audit/contract';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { progressOn } from '../../output/progress.ts';
import { counted } from '../../output/quantity.ts';
import { type ComparedTable, compareTable, differenceText, isDifferent } from '../../replay/compare-tables.ts';
import { expectedLines, strayFiles, writeExpected } from '../../replay/expected-tables.ts';
import { readReplay } from '../../replay/read-replay.ts';
import { replayedTables } from '../../replay/replayed-tables.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';

interface ReplayFlags {
  readonly update?: true;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** `audit replay`. */
export const runReplay = async (context: CommandContext, fixture: string, flags: ReplayFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  const folder = resolve(context.cwd, fixture);
  const replay = readReplay(context.cwd, fixture);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const progress = progressOn(context.stderr, { quiet: flags.quiet === true });
  using scratch = scratchFolder(context, config);
  await using engine = openEngine(context, config, [scratch.path, folder]);
  const warn = (message: string, facts: Readonly<Record<string, unknown>>): void => log.warn(facts, message);
  const tables = await replayedTables({ context, engine, fixture: folder, scratch: scratch.path, progress, warn }, replay);
  progress.finish();
  const rows = tables.reduce((sum, { lines }) => sum + lines.length, 0);
  const size = `${counted(tables.length, 'table')}, ${counted(rows, 'row')}`;
  if (flags.update === true) {
    writeExpected(folder, tables);
    if (flags.json)
      await context.stdout.write(
        jsonDocument({ fixture, updated: true, tables: tables.map(({ name, lines }) => ({ table: name, rows: lines.length })) }),
      );
    else if (!flags.quiet) await context.stdout.write(`${fixture}: ${size} written down as expected\n`);
    return;
  }
  const compared: ComparedTable[] = [];
  for (const table of tables) compared.push(compareTable(table, await expectedLines(engine, folder, table)));
  const strays = strayFiles(folder, tables);
  const ok = strays.length === 0 && !compared.some(isDifferent);
  if (flags.json) {
    await context.stdout.write(jsonDocument({ fixture, ok, tables: compared, stray: strays }));
    if (!ok) context.finish(3);
    return;
  }
  if (!ok)
    throw new ReplayDiffers(fixture, [
      ...compared.flatMap(differenceText),
      ...strays.map((name) => `  expected/${name}: no table of replay.json`),
    ]);
  if (!flags.quiet) await context.stdout.write(`${fixture}: ${size} as expected\n`);
};
