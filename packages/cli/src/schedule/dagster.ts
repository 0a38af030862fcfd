import { cronTime, exitCodes, patience, type ScheduleFile, type ScheduleOrder } from './schedule-order.ts';

const identifier = (name: string): string => `audit_${name.replaceAll(/\W/g, '_')}`;
const text = (value: string): string => JSON.stringify(value);

/** A job of one op and its schedule. */
export const dagsterFiles = (order: ScheduleOrder): readonly ScheduleFile[] => {
  const name = identifier(order.pipeline);
  const { notice, again } = exitCodes;
  return [
    {
      name: `${name}.py`,
      text: `"""audit run ${order.pipeline}, each day. ${notice} (rows in quarantine) is success with a notice, ${again} (another run holds the lake, a quota) is tried again."""

import os
import subprocess

from dagster import Definitions, Failure, RetryRequested, ScheduleDefinition, job, op

COMMAND = ${JSON.stringify(order.argv)}
FOLDER = ${text(order.folder)}
ENVIRONMENT = {**os.environ, "PATH": ${text(order.path)}}


@op
def run(context):
    code = subprocess.run(COMMAND, cwd=FOLDER, env=ENVIRONMENT, check=False).returncode
    if code == ${again}:
        raise RetryRequested(max_retries=${patience.tries}, seconds_to_wait=${patience.seconds})
    if code == ${notice}:
        context.log.warning("done, some rows are in quarantine (audit quality)")
    elif code != 0:
        raise Failure(description=f"audit ended with {code}", allow_retries=False)


@job
def ${name}():
    run()


defs = Definitions(
    jobs=[${name}],
    schedules=[ScheduleDefinition(job=${name}, cron_schedule=${text(cronTime(order))}, execution_timezone=${text(order.zone)})],
)
`,
    },
  ];
};
