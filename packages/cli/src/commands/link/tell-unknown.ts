import type { Config } from '@audit/contract';
import type { LinkReport } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { createLog } from '../../output/log.ts';

/** Warns of manual links that name accounts there are none of. */
export const tellUnknown = (context: CommandContext, config: Config, report: LinkReport): void => {
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  for (const entry of report.manual.unknown) log.warn({ entry }, 'a manual link names an account that is not there; it is kept');
};
