import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { computeOptions, describeCommand, jsonOption, lakeOption, withOptions } from '../../options.ts';
import { zoneOption } from './ask-options.ts';

/** `audit profile kpi`. */
export const profileKpiCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('kpi', {
      description: 'Bring the key figures up to date (gold_profile_kpis) and print those of a quarter, with what each means',
      examples: ['audit profile kpi', 'audit profile kpi --quarter 2025-Q4 --json', 'audit profile kpi --at 2025-12-31 --tz Asia/Bangkok'],
    })
      .addOption(new Option('--quarter <name>', 'such as 2025-Q4, or all (default: the last one)'))
      .addOption(new Option('--at <time>', 'the quarter of an instant, or of a business date, instead'))
      .addOption(zoneOption())
      .addOption(lakeOption())
      .addOption(jsonOption('one JSON object a key figure (NDJSON)')),
    computeOptions(),
  ).action(async (flags: object) => {
    const { runProfileKpi } = await import('./run-profile-kpi.ts');
    await runProfileKpi(context, flags);
  });
