import { cronTime, type ScheduleFile, type ScheduleOrder } from './schedule-order.ts';
import { shellRun } from './shell-run.ts';

/** A line for crontab; what it prints, a notice or an error, cron sends by mail. In a line of cron a % ends the command. */
export const cronFiles = (order: ScheduleOrder): readonly ScheduleFile[] => [
  {
    name: `audit-${order.pipeline}.cron`,
    text: `# audit run ${order.pipeline}, each day; the time is that of this machine. Add it with "crontab -e".
# 4 (rows in quarantine) is success with a notice, 75 (another run holds the lake, a quota) is tried again.
PATH=${order.path}
${cronTime(order)} ${shellRun(order).join('; ').replaceAll('%', '\\%')}
`,
  },
];
