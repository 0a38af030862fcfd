import type { ExitCode } from './audit-error.ts';

/** What docs/errors.md says of an error class. */
export interface CatalogueEntry {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

const entry = (code: string, exitCode: ExitCode, title: string, meaning: string, remedy: string): CatalogueEntry => ({
  code,
  exitCode,
  title,
  meaning,
  remedy,
});

/** Every error class of the product, by exit code; the classes stand in files beside this one. */
export const catalogue: readonly CatalogueEntry[] = [
  entry('ASSERTION', 1, 'Defect', 'Our own logic found itself wrong and stopped.', 'Report it with the command and the log.'),
  entry(
    'COMMIT_OUTCOME_UNKNOWN',
    1,
    'Commit outcome unknown',
    'The disk reported an error after the new version was linked: it may be lost after a power failure.',
    'Check the disk, run `audit verify`, then the same command again.',
  ),
  entry(
    'DISK_FULL',
    1,
    'Disk full',
    'A disk the engine writes to has no space left: the one it spills to, or that of a file it makes. Nothing was published.',
    'Free some space where the message says, or give `--temp-dir` a disk with room, then run again.',
  ),
  entry(
    'ENGINE_FAILED',
    1,
    'Engine failed',
    'The engine refused a statement that should have worked.',
    'Run again with `--log-level debug` and report it.',
  ),
  entry(
    'MODEL_REFUSED',
    1,
    'Model refused',
    'A model uses a function or clause that is not known to mean the same on every engine.',
    'Use the macro or form the message names.',
  ),
  entry(
    'OUT_OF_MEMORY',
    1,
    'Out of memory',
    'The work does not fit in the memory limit, after every way to need less was tried.',
    'Raise `--memory-limit`, or give `--temp-dir` a disk with room.',
  ),
  entry(
    'UPPER_CHANGED',
    1,
    'Capitals changed',
    'The engine makes capitals otherwise than the frozen table, so the same profile would get another hash.',
    'Use the engine version this release pins.',
  ),
  entry(
    'WRITE_FAILED',
    1,
    'Write failed',
    'The disk refused a write or a sync before anything was published.',
    'Check space and rights, then run again.',
  ),
  entry(
    'CATALOG_INVALID',
    2,
    'Invalid catalogs',
    'The enumeration catalogs of the customer profile break their rules; every fault is named with its file, line and code.',
    'Correct them as the message says, until `audit profile catalogs check` is content.',
  ),
  entry(
    'CONFIG',
    2,
    'Wrong configuration',
    'A setting has a name that does not exist or a value that is not allowed.',
    'Correct it where the message says it stands; `audit config show` lists all settings.',
  ),
  entry(
    'CONTENT_CHANGED',
    2,
    'Content changed',
    'A path that was loaded before now holds other content; loading it again could double its rows.',
    'Say `--append` or `--replace`.',
  ),
  entry(
    'FILE_MISSING',
    2,
    'File missing',
    'A named file does not exist, or a pattern matches nothing.',
    'Check the spelling and the current folder.',
  ),
  entry('FILE_UNREADABLE', 2, 'File unreadable', 'A path is a directory, or may not be read.', 'Name a file that can be read.'),
  entry(
    'NETWORK_DISK',
    2,
    'Network disk',
    'The lake lies on a network file system, where locks and atomic links cannot be relied on.',
    'Use a local disk.',
  ),
  entry(
    'BATCH_CHANGED',
    2,
    'Batch changed',
    'A batch id was loaded before with other content.',
    'Give this delivery an id of its own (`--batch-id`), or leave the id out.',
  ),
  entry(
    'LOAD_TIME_NOT_LATER',
    2,
    'Load time not later',
    'A load time was given that is not after the last one; known time never goes back.',
    'Give a later `--load-ts`, or leave it out.',
  ),
  entry(
    'SECRET_IN_CONFIG',
    2,
    'Secret in configuration',
    'A secret stands as a literal value in a configuration file.',
    'Set the variable the message names, or its `_FILE` form.',
  ),
  entry(
    'SOURCE_REFUSED',
    2,
    'Source refused',
    'A source is there and refuses a statement: the view does not exist, a right is missing, or a value cannot be computed.',
    'Do what the message says; the SQLSTATE in it is the word of the source.',
  ),
  entry('UNKNOWN_TABLE', 2, 'Unknown table', 'The lake has no table of this name.', '`audit tables` lists what is there.'),
  entry(
    'UNKNOWN_VERSION',
    2,
    'Unknown version',
    'The lake has no such version or tag, or had none at that time.',
    '`audit history` lists what is kept.',
  ),
  entry('USAGE', 2, 'Wrong usage', 'The command line was used wrongly.', '`audit help <command>` shows how it is used.'),
  entry(
    'ARROW_REFUSED',
    3,
    'Arrow data refused',
    'Given Arrow data breaks the rules of Arrow.',
    'Make the table again with the library that made it.',
  ),
  entry(
    'CHECK_FAILED',
    3,
    'Check failed',
    'A check of a stage returned rows; nothing was published.',
    'Look at the rows of the message and correct them at their source.',
  ),
  entry(
    'DAMAGED_FILE',
    3,
    'Damaged data file',
    'A data file is missing or is not what its checksum says.',
    'Run `audit verify`, then restore the file or rebuild the table.',
  ),
  entry(
    'DAMAGED_LOG',
    3,
    'Damaged log entry',
    'An entry of the log, or a tag, is not what its checksum or its successor says.',
    'Run `audit verify`, then restore the entry from a backup.',
  ),
  entry(
    'FILE_REFUSED',
    3,
    'File refused',
    'An input file cannot be read to its end; the reason code says why.',
    'Do what the message says; the reason code below says it too.',
  ),
  entry(
    'INPUT_REFUSED',
    3,
    'Input refused',
    'Records are bad and bad records were to fail the run: the first 20 are named, nothing was written.',
    'Correct them, or load the rest with `--on-error quarantine`.',
  ),
  entry(
    'MIXED_CURRENCY',
    3,
    'More than one currency',
    'Sums over different currencies have no meaning.',
    'Load one currency per lake, or convert before loading.',
  ),
  entry(
    'PROFILE_INVARIANT',
    3,
    'Profile invariant broken',
    'A law of the profile history does not hold for the customers of a load; nothing was published.',
    'Keep the batch and report the rows of the message; `audit profile verify` looks at all customers.',
  ),
  entry(
    'ROWS_UNACCOUNTED',
    3,
    'Rows unaccounted for',
    'Rows came in that neither went out nor stand in quarantine; nothing was published.',
    'Report it with the log.',
  ),
  entry(
    'SCHEMA_MISMATCH',
    3,
    'Schema mismatch',
    'A result, a file or a given table does not have the declared columns.',
    'Make it match the contract (docs/dictionary).',
  ),
  entry(
    'SOURCE_AUTHENTICATION',
    5,
    'Source authentication',
    'A source does not let us in with the user and password given.',
    'Correct them in the variable the message names.',
  ),
  entry(
    'SOURCE_UNAVAILABLE',
    6,
    'Source unavailable',
    'A source cannot be reached, or went away in the middle; nothing was taken from it.',
    'Check that it runs and can be reached, then run again.',
  ),
  entry('HEAD_MOVED', 75, 'Head moved', 'Someone published a version during the run; nothing was published by it.', 'Run again.'),
  entry('LAKE_BUSY', 75, 'Lake busy', 'Another run is writing to the lake; the message names it.', 'Try again when it has finished.'),
  entry(
    'INTERRUPTED',
    130,
    'Interrupted',
    'The run was stopped by a signal; the lake stays at its last published version.',
    'Run the same command again to go on.',
  ),
];
