import { cronTime, type ScheduleFile, type ScheduleOrder } from './schedule-order.ts';
import { shellRun } from './shell-run.ts';

/** A workflow for a runner of one's own: the lake stays on its disk. */
export const githubFiles = (order: ScheduleOrder): readonly ScheduleFile[] => {
  const { pipeline } = order;
  const script = shellRun(order).map((line) => `          ${line}\n`);
  return [
    {
      name: `audit-${pipeline}.yml`,
      text: `# .github/workflows/audit-${pipeline}.yml. The time is UTC. The runner is one of your own: the lake lies on its disk.
name: audit run ${pipeline}
on:
  schedule:
    - cron: '${cronTime(order)}'
  workflow_dispatch: {}
concurrency:
  group: audit-${pipeline}
  cancel-in-progress: false
jobs:
  run:
    runs-on: self-hosted
    timeout-minutes: 360
    steps:
      - name: audit run ${pipeline}
        shell: sh
        run: |
${script.join('')}`,
    },
  ];
};
