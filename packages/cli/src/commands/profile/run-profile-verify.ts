import { type BrokenLaw, verifyHistory } from '@audit/scd2-profile';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { openLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { refuseOtherEngines } from '../../settings.ts';

const asText = ({ law, rows }: BrokenLaw): string => `broken: ${law}\n${rows.map((row) => `  ${JSON.stringify(row)}\n`).join('')}`;

/** `audit profile verify`: exit 3 when a law does not hold. */
export const runProfileVerify = async (
  context: CommandContext,
  flags: { readonly version?: string; readonly engine?: string; readonly json?: true; readonly quiet?: true },
): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const { lake, manifest, config } = openLake(context, flags);
  await using engine = openEngine(context, config, [lake.root]);
  const report = await verifyHistory(engine, lake, manifest);
  if (!report.ok) context.finish(3);
  if (flags.json) await context.stdout.write(jsonDocument(report));
  else if (!report.ok) await context.stdout.write(report.broken.map(asText).join(''));
  else if (!flags.quiet) await context.stdout.write(`${report.checked} laws checked over all customers, all hold\n`);
};
