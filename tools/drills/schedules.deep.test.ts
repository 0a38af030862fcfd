import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeProject, hasSystemd, runPython, systemdFaults, writeSchedule } from './schedules.ts';

const python = (): string =>
  process.env['AUDIT_SCHEDULE_PYTHON'] ?? expect.fail('AUDIT_SCHEDULE_PYTHON is not set; run it by `npm run test:deep`');
const called = 'audit run nightly --missed --quiet';

test.skipIf(!hasSystemd())('systemd has nothing to say against the units', async () => {
  const project = fakeProject();
  await writeSchedule(project, 'systemd');
  expect(systemdFaults(project.folder)).toBe('');
});

test('Airflow loads the DAG and runs its task: 4 is success, 75 is tried again, 3 is not', async () => {
  const project = fakeProject();
  await writeSchedule(project, 'airflow');
  writeFileSync(
    join(project.folder, 'try.py'),
    `import importlib.util
from airflow.exceptions import AirflowException, AirflowFailException
spec = importlib.util.spec_from_file_location("made", "made/audit_nightly.py")
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)
dag = made.audit_nightly()
task = dag.get_task("run")
assert (dag.dag_id, dag.catchup, dag.max_active_runs) == ("audit_nightly", False, 1), dag
assert (task.retries, task.retry_delay.total_seconds()) == (12, 300), task
try:
    print("ended", task.python_callable())
except AirflowFailException:
    print("failed")
except AirflowException:
    print("again")
`,
  );
  const outcomes: string[] = [];
  for (const code of [0, 4, 75, 3]) {
    project.endsWith(code);
    const env = { ...project.env, AIRFLOW_HOME: join(project.folder, 'airflow') };
    const { text } = runPython(python(), ['try.py'], project.folder, env);
    outcomes.push(/^(?:ended \d+|failed|again)$/m.exec(text)?.[0] ?? text);
  }
  expect(outcomes).toEqual(['ended 0', 'ended 4', 'again', 'failed']);
  expect(readFileSync(join(project.folder, 'calls'), 'utf8')).toContain(`${project.folder}\n--no-install ${called}\n`);
});

test('Dagster loads the job with its schedule and runs it: 4 is success, 75 asks for another try, 3 fails', async () => {
  const project = fakeProject();
  await writeSchedule(project, 'dagster');
  writeFileSync(
    join(project.folder, 'try.py'),
    `import importlib.util
spec = importlib.util.spec_from_file_location("made", "made/audit_nightly.py")
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)
[schedule] = made.defs.schedules
assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "UTC"), schedule
result = made.audit_nightly.execute_in_process(raise_on_error=False)
kinds = [event.event_type_value for event in result.all_events]
print("again" if "STEP_UP_FOR_RETRY" in kinds else "done" if result.success else "failed")
`,
  );
  const outcomes: string[] = [];
  for (const code of [0, 4, 3]) {
    project.endsWith(code);
    const { text } = runPython(python(), ['try.py'], project.folder, project.env);
    outcomes.push(/^(?:done|failed|again)$/m.exec(text)?.[0] ?? text);
  }
  // A retry waits five minutes in the process: that it is asked for is seen before.
  writeFileSync(join(project.folder, 'ask.py'), readFileSync(join(project.folder, 'try.py'), 'utf8').replace(/^result[^]*/m, askForRetry));
  project.endsWith(75);
  const { text } = runPython(python(), ['ask.py'], project.folder, project.env);
  expect([...outcomes, /^again.*$/m.exec(text)?.[0] ?? text]).toEqual(['done', 'done', 'failed', 'again 12 300']);
});

const askForRetry = `from dagster import RetryRequested, build_op_context
try:
    made.run(build_op_context())
except RetryRequested as asked:
    print("again", asked.max_retries, asked.seconds_to_wait)
`;
