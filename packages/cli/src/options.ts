import { Command, InvalidArgumentError, Option } from 'commander';
import { sourceNames } from './sources/source-names.ts';

/** What every command takes; added last, so that help shows it last. */
export const commonOptions = (): readonly Option[] =>
  [
    new Option('-q, --quiet', 'no progress and no summary, errors only'),
    new Option('--log-level <level>', 'how much to log on stderr (default: warn)').choices(['debug', 'info', 'warn', 'error', 'silent']),
    new Option('--log-format <format>', 'how to log (default: pretty)').choices(['json', 'pretty']),
  ].map((option) => option.helpGroup('Common options:'));

/** A command with its examples; a test runs each of them. */
export const describeCommand = (name: string, about: { readonly description: string; readonly examples: readonly string[] }): Command =>
  new Command(name)
    .description(about.description)
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .addHelpText('after', `\nExamples:\n${about.examples.map((example) => `  $ ${example}`).join('\n')}\n`)
    .allowExcessArguments(false);

/** Adds several options at once. */
export const withOptions = (command: Command, options: readonly Option[]): Command => {
  for (const option of options) command.addOption(option);
  return command;
};

const wholeNumber =
  (least: number) =>
  (text: string): number => {
    if (!/^\d{1,15}$/.test(text) || Number(text) < least) throw new InvalidArgumentError(`Give a whole number from ${least} up.`);
    return Number(text);
  };

/** An option whose value is a whole number from `least` up. */
export const countOption = (flags: string, what: string, least: number): Option => new Option(flags, what).argParser(wholeNumber(least));
export const jsonOption = (what: string): Option => new Option('--json', what);
export const dryRunOption = (what: string): Option => new Option('--dry-run', what);
export const lakeOption = (): Option => new Option('--lake <dir>', 'folder of the lake (default: as audit.config.json says, else ./data)');
/** Which source to talk to. */
export const sourceOption = (what: string): Option => new Option('--source <name>', what).choices(sourceNames);
/** Where the enumeration catalogs of the customer profile lie. */
export const catalogsOption = (): Option =>
  new Option('--catalogs <dir>', 'folder of the enumeration catalogs (default: as audit.config.json says, else the shipped ones)');
/** Which version of a lake to look at. */
export const versionOption = (): Option =>
  new Option('--version <version>', 'version of the lake: a number, a tag, or a UTC date or time (default: the newest)');
/** What a command that computes takes. */
export const computeOptions = (): readonly Option[] => [
  new Option('--engine <name>', 'what computes the tables (default: duckdb)').choices(['duckdb', 'spark']),
  new Option('--memory-limit <size>', 'memory for the engine, such as 2GB; beyond it, it spills to disk'),
  countOption('--threads <n>', 'threads of the engine', 1),
  new Option('--temp-dir <dir>', 'folder to spill to'),
];
/** The day something is computed for. */
export const asOfOption = (what: string): Option => new Option('--as-of <day>', what);
/** Which definitions of the customer 360 count. */
export const definitionsOption = (): Option =>
  new Option('--definitions <file>', 'metrics, scores, rules and alerts (default: as audit.config.json says, else the shipped ones)');
/** Lets configured roles see personal data. */
export const unmaskOption = (): Option =>
  new Option('--unmask', 'show personal data; needs AUDIT_ROLE to be in privacy.unmask_roles, and is written down in ops_access_log');
