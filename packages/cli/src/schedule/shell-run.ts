import { exitCodes, patience, type ScheduleOrder, shellWord } from './schedule-order.ts';

/** Statements of a POSIX shell that run a pipeline: again where it says so, with a notice where rows stand in quarantine. */
export const shellRun = ({ folder, argv, pipeline }: ScheduleOrder): readonly string[] => {
  const { done, notice, again } = exitCodes;
  return [
    `cd ${shellWord(folder)} || exit 2`,
    'tries=0',
    `while ${argv.map(shellWord).join(' ')}; code=$?; [ $code -eq ${again} ] && [ $tries -lt ${patience.tries} ]; do tries=$((tries + 1)); sleep ${patience.seconds}; done`,
    `if [ $code -eq ${notice} ]; then echo ${shellWord(`audit run ${pipeline}: done, some rows are in quarantine (audit quality)`)}; exit ${done}; fi`,
    'exit $code',
  ];
};
