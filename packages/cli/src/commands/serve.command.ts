import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { countOption, definitionsOption, describeCommand, jsonOption, lakeOption, withOptions } from '../options.ts';

/** `audit serve`: the REST API. */
export const serveCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('serve', {
      description:
        'Serve the customer 360 of the newest version of a lake, as pages (docs/dashboard.md) and as a REST API (docs/api.md), until Ctrl-C or SIGTERM',
      examples: ['audit serve', 'audit serve --lake data --port 0 --json', 'audit serve --host 0.0.0.0'],
    }),
    [
      lakeOption(),
      countOption('--port <n>', 'port to listen on; 0 takes a free one (default: 8360)', 0),
      new Option('--host <address>', 'address to listen on (default: 127.0.0.1); others than this machine’s own need a key'),
      definitionsOption(),
      new Option('--memory-limit <size>', 'memory for the engine, such as 2GB'),
      new Option('--temp-dir <dir>', 'folder for the snapshots that are served'),
      jsonOption('print {"url", "version"} when it is ready'),
    ],
  ).action(async (flags: object) => {
    const { runServe } = await import('./serve/run-serve.ts');
    await runServe(context, flags);
  });
