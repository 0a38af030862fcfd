/** What is to be run, when and where. */
export interface ScheduleOrder {
  readonly pipeline: string;
  /** Minute and hour of each day. */
  readonly minute: number;
  readonly hour: number;
  /** Business zone. */
  readonly zone: string;
  /** Folder of the project, absolute. */
  readonly folder: string;
  /** PATH that finds npx. */
  readonly path: string;
  /** Program and arguments. */
  readonly argv: readonly string[];
}

/** A file a scheduler reads, with the name it should have. */
export interface ScheduleFile {
  readonly name: string;
  readonly text: string;
}

/** Exit codes as schedulers should take them: done, done with a notice, try again. */
export const exitCodes = { done: 0, notice: 4, again: 75 } as const;

/** How a run that is to be tried again is: so often, after so many seconds. */
export const patience = { tries: 12, seconds: 300 } as const;

/** `0 2 * * *`: each day at a time. */
export const cronTime = ({ minute, hour }: Pick<ScheduleOrder, 'minute' | 'hour'>): string => `${minute} ${hour} * * *`;

/** `02:00`. */
export const clockTime = ({ minute, hour }: Pick<ScheduleOrder, 'minute' | 'hour'>): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** A word for a POSIX shell. */
export const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
