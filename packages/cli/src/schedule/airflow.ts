import { cronTime, exitCodes, patience, type ScheduleFile, type ScheduleOrder } from './schedule-order.ts';

const identifier = (name: string): string => `audit_${name.replaceAll(/\W/g, '_')}`;
const text = (value: string): string => JSON.stringify(value);

/** A DAG of one task, for Airflow 2.4 or newer and 3. */
export const airflowFiles = (order: ScheduleOrder): readonly ScheduleFile[] => {
  const name = identifier(order.pipeline);
  const { notice, again } = exitCodes;
  return [
    {
      name: `${name}.py`,
      text: `"""audit run ${order.pipeline}, each day. ${notice} (rows in quarantine) is success with a notice, ${again} (another run holds the lake, a quota) is tried again."""

import logging
import os
import subprocess
from datetime import timedelta

import pendulum
from airflow.exceptions import AirflowException, AirflowFailException

try:
    from airflow.sdk import dag, task
except ImportError:
    from airflow.decorators import dag, task

COMMAND = ${JSON.stringify(order.argv)}
FOLDER = ${text(order.folder)}
ENVIRONMENT = {**os.environ, "PATH": ${text(order.path)}}


@dag(
    dag_id=${text(name)},
    schedule=${text(cronTime(order))},
    start_date=pendulum.datetime(2026, 1, 1, tz=${text(order.zone)}),
    catchup=False,
    max_active_runs=1,
    tags=["audit"],
)
def ${name}():
    @task(retries=${patience.tries}, retry_delay=timedelta(seconds=${patience.seconds}))
    def run():
        code = subprocess.run(COMMAND, cwd=FOLDER, env=ENVIRONMENT, check=False).returncode
        if code == ${again}:
            raise AirflowException("audit asks to be run again later")
        if code == ${notice}:
            logging.getLogger(__name__).warning("done, some rows are in quarantine (audit quality)")
        elif code != 0:
            raise AirflowFailException(f"audit ended with {code}")
        return code

    run()


${name}()
`,
    },
  ];
};
