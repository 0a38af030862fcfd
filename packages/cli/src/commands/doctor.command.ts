import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption } from '../options.ts';

interface DoctorOptions {
  readonly lake?: string;
  readonly json?: true;
  readonly source?: 'opdb' | 'salesforce';
}

/** `audit doctor`: whether this machine, the settings and the lake are fit for work, or a source is. */
export const doctorCommand = (context: CommandContext): Command =>
  describeCommand('doctor', {
    description:
      'Check Node, the engine, the settings, disks and the lake, or a source (exit 2, or 3 for damage or wrong data, when one is not fit)',
    examples: ['audit doctor', 'audit doctor --json', 'audit doctor --source salesforce'],
  })
    .addOption(
      new Option(
        '--source <name>',
        'check a source instead: opdb is the view of customer profiles in the database of AUDIT_OPDB_URL, salesforce the organisation of SALESFORCE_CLIENT_ID',
      ).choices(['opdb', 'salesforce']),
    )
    .addOption(lakeOption())
    .addOption(jsonOption('print {"ok", "checks": [{"name", "status", "detail", "remedy"}]}'))
    .action(async (options: DoctorOptions) => {
      const { doctorText } = await import('./doctor/doctor-text.ts');
      const { jsonDocument } = await import('../output/json.ts');
      const { styleFor } = await import('../output/style.ts');
      const checks = await (await examinerOf(options.source))(context, options);
      const failed = checks.filter((check) => check.status === 'fail');
      const shown = checks.map(({ name, status, detail, remedy }) => ({ name, status, detail, remedy }));
      await context.stdout.write(
        options.json ? jsonDocument({ ok: failed.length === 0, checks: shown }) : doctorText(shown, styleFor(context.stdout, context.env)),
      );
      if (failed.length > 0) context.finish(Math.max(...failed.map((check) => check.exitCode)));
    });

const examinerOf = async (source: DoctorOptions['source']) => {
  if (source === 'opdb') return (await import('./doctor/examine-source.ts')).examineSource;
  if (source === 'salesforce') return (await import('./doctor/examine-salesforce.ts')).examineSalesforce;
  return (await import('./doctor/examine.ts')).examine;
};
