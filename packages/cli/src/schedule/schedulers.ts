import { airflowFiles } from './airflow.ts';
import { cronFiles } from './cron.ts';
import { dagsterFiles } from './dagster.ts';
import { githubFiles } from './github.ts';
import type { ScheduleFile, ScheduleOrder } from './schedule-order.ts';
import { systemdFiles } from './systemd.ts';

/** What is written for each scheduler. */
export const schedulers: Readonly<Record<string, (order: ScheduleOrder) => readonly ScheduleFile[]>> = {
  cron: cronFiles,
  systemd: systemdFiles,
  github: githubFiles,
  airflow: airflowFiles,
  dagster: dagsterFiles,
};
