import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { actionsCommand } from './commands/actions.command.ts';
import { aggregateCommand } from './commands/aggregate.command.ts';
import { buildMartCommand } from './commands/build-mart.command.ts';
import { completionCommand } from './commands/completion.command.ts';
import { configCommand } from './commands/config.command.ts';
import { customersCommand } from './commands/customers.command.ts';
import { demoCommand } from './commands/demo.command.ts';
import { doctorCommand } from './commands/doctor.command.ts';
import { extractCommand } from './commands/extract.command.ts';
import { historyCommand } from './commands/history.command.ts';
import { initCommand } from './commands/init.command.ts';
import { keyCommand } from './commands/key.command.ts';
import { linkCommand } from './commands/link.command.ts';
import { lineageCommand } from './commands/lineage.command.ts';
import { metricsCommand } from './commands/metrics.command.ts';
import { profileCommand } from './commands/profile.command.ts';
import { qualityCommand } from './commands/quality.command.ts';
import { recoverCommand } from './commands/recover.command.ts';
import { replayCommand } from './commands/replay.command.ts';
import { runCommand } from './commands/run.command.ts';
import { scheduleCommand } from './commands/schedule.command.ts';
import { simCommand } from './commands/sim.command.ts';
import { rulesCommand } from './commands/rules.command.ts';
import { schemaCommand } from './commands/schema.command.ts';
import { serveCommand } from './commands/serve.command.ts';
import { showCommand } from './commands/show.command.ts';
import { stateCommand } from './commands/state.command.ts';
import { tablesCommand } from './commands/tables.command.ts';
import { transformCommand } from './commands/transform.command.ts';
import { vacuumCommand } from './commands/vacuum.command.ts';
import { verifyCommand } from './commands/verify.command.ts';
import { fxCommand } from './commands/fx.command.ts';
import { helpCommand } from './commands/help.command.ts';
import type { CommandContext, Effects } from './context.ts';
import { commonOptions, withOptions } from './options.ts';
import { reportError } from './report-error.ts';

const commands: readonly ((context: CommandContext) => Command)[] = [
  buildMartCommand,
  customersCommand,
  extractCommand,
  schemaCommand,
  stateCommand,
  transformCommand,
  fxCommand,
  linkCommand,
  aggregateCommand,
  metricsCommand,
  rulesCommand,
  profileCommand,
  runCommand,
  scheduleCommand,
  replayCommand,
  serveCommand,
  keyCommand,
  actionsCommand,
  initCommand,
  demoCommand,
  tablesCommand,
  showCommand,
  historyCommand,
  lineageCommand,
  qualityCommand,
  verifyCommand,
  recoverCommand,
  vacuumCommand,
  doctorCommand,
  simCommand,
  configCommand,
  completionCommand,
  helpCommand,
];

/** Commander's settings (exit, output, suggestions) reach only commands that copy them. */
const inherit = (parent: Command, child: Command): void => {
  child.copyInheritedSettings(parent);
  // A command of commands takes none: its own help would show them twice.
  if (child.commands.length === 0) withOptions(child, commonOptions());
  for (const grandchild of child.commands) inherit(child, grandchild);
};

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }).version;

const footer = `
Settings come from flags, AUDIT_* variables and audit.config.json: "audit config show" prints them all. AUDIT_CLOCK=<instant> fixes
the clock of a run.

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage or configuration, 3 data refused, 4 done with rows in quarantine,
5 authentication, 6 source unavailable, 75 try again later, 130 interrupted (docs/errors.md).
`;

/** The command `audit` with all its subcommands. */
export const auditProgram = (context: CommandContext): Command => {
  const program = new Command('audit')
    .description('Customer data marts you can audit: every number down to its source rows.')
    .usage('<command> [options]')
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    // `show --version 3` means a version of the lake: options before the command are the program's, later ones the command's.
    .enablePositionalOptions()
    .configureHelp({ helpWidth: Math.min(context.stdout.columns, 120) })
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
      outputError: () => undefined,
    })
    .addHelpText('after', footer)
    .exitOverride();
  for (const make of commands) {
    const command = make(context);
    inherit(program, command);
    program.addCommand(command);
  }
  return program;
};

/** What shows how the command that the words begin with is used. */
const helpOf = (program: Command, [word = '', ...rest]: readonly string[], path: readonly string[] = []): string => {
  const next = program.commands.find((command) => command.name() === word);
  if (next !== undefined) return helpOf(next, rest, [...path, word]);
  return path.length === 0 ? 'audit --help' : `audit help ${path.join(' ')}`;
};

/** Runs one command line and returns its exit code; never throws. */
export const run = async (args: readonly string[], effects: Effects): Promise<number> => {
  let exitCode = 0;
  let options: Readonly<Record<string, unknown>> = { json: args.includes('--json') };
  const context: CommandContext = { ...effects, finish: (code) => void (exitCode = code) };
  const program = auditProgram(context).hook('preAction', (_, action) => void (options = action.opts()));
  try {
    await program.parseAsync([...args], { from: 'user' });
    if (effects.stdout.failure !== undefined) throw effects.stdout.failure;
    return exitCode;
  } catch (error) {
    const level = options['logLevel'] ?? effects.env['AUDIT_LOG_LEVEL'];
    const format = options['logFormat'] ?? effects.env['AUDIT_LOG_FORMAT'];
    return await reportError(error, {
      stdout: effects.stdout,
      stderr: effects.stderr,
      json: options['json'] === true,
      logFormat: format === 'json' ? 'json' : 'pretty',
      debug: level === 'debug',
      help: helpOf(program, args),
    });
  }
};
