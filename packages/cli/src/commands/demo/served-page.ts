import { makeKey, readKeys, writeKeys } from '@audit/api';
import { Assertion } from '@audit/contract';
import type { CommandContext } from '../../context.ts';
import { readConfig } from '../../settings.ts';
import { keyPath } from '../key/key-path.ts';
import { runServe } from '../serve/run-serve.ts';
import { commandLines } from './demo-printer.ts';

const keyName = 'demo';
const keyMillis = 7 * 86_400_000;

/** A key for the pages of the demonstration, in the place of the one of the last time. @returns its token */
const demoKey = (context: CommandContext, lake: string): string => {
  const path = keyPath(context, readConfig(context, { lake }));
  // The server goes by the clock of the machine, whatever day the nights were run for.
  const now = Date.now();
  const [createdAt, expiresAt] = [now, now + keyMillis].map((at) => new Date(at).toISOString()) as [string, string];
  const { key, token } = makeKey({ name: keyName, scopes: ['read', 'act', 'unmask'], role: null, createdAt, expiresAt });
  writeKeys(path, [...(readKeys(path) ?? []).filter(({ name }) => name !== keyName), key]);
  return token;
};

const answerOf = async (url: string, token?: string): Promise<string> => {
  const response = await fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  if (!response.ok) throw new Assertion(`${new URL(url).pathname} answered ${response.status}: ${text.slice(0, 200)}`);
  return text;
};

/** What a server of a lake answers, told in lines: that it is ready, its page, and the figures the page shows. */
const lookAt = async (url: string, token: string): Promise<string> => {
  const { version } = JSON.parse(await answerOf(`${url}/readyz`)) as { readonly version: number };
  const page = await answerOf(`${url}/`);
  const [, title = ''] = /<title>([^<]*)<\/title>/.exec(page) ?? [];
  const [, script] = /<script[^>]* src="([^"]+)"/.exec(page) ?? [];
  const about = script === undefined ? '' : `, ${Math.round((await answerOf(`${url}${script}`)).length / 1024)} KiB of script`;
  const { business, as_of } = JSON.parse(await answerOf(`${url}/api/dashboard/summary`, token)) as {
    readonly business: { readonly customers: number };
    readonly as_of: string;
  };
  return `/readyz: ready with version ${version}\n/: the page "${title}"${about}\n/api/dashboard/summary: ${business.customers} customers as of ${as_of}\n`;
};

/**
 * Starts `audit serve` on a lake, looks whether it answers, and stops it. It goes by the demonstration's own project: keys that a user's settings name are
 * no concern of it.
 *
 * @returns what it answered, and how to keep it up
 */
export const servedPage = async (
  context: CommandContext,
  { project, lake }: { readonly project: string; readonly lake: string },
  shownLake: string,
): Promise<string> => {
  const own: CommandContext = { ...context, cwd: project, env: { AUDIT_SERVE_PORT: '0', AUDIT_LOG_LEVEL: 'error' } };
  const token = demoKey(own, lake);
  const stop = new AbortController();
  const ready = Promise.withResolvers<string>();
  const inner: CommandContext = {
    ...own,
    interrupted: AbortSignal.any([context.interrupted, stop.signal]),
    stdout: {
      ...context.stdout,
      isTTY: false,
      closed: false,
      write: async (line) => ready.resolve((JSON.parse(line) as { url: string }).url),
    },
  };
  const served = runServe(inner, { lake, json: true });
  served.catch(ready.reject);
  try {
    const told = await lookAt(await ready.promise, token);
    const keep = commandLines([`serve --lake ${shownLake}`]);
    return `${told}To look for yourself:\n${keep}then http://127.0.0.1:8360 in a browser, with the key\n${token}\n`;
  } finally {
    stop.abort();
    await served;
  }
};
