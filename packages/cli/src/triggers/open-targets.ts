import { type ChangeTarget, type Config, ConfigError, isWebhookUrl, readSecret, type Secret, type ToldTarget } from '@audit/contract';
import type { CommandContext } from '../context.ts';
import { commandTarget } from './command-target.ts';
import type { Target } from './target.ts';
import { webhookTarget } from './webhook-target.ts';

/** A target, and what the configuration says of when it is told. */
export interface OpenTarget {
  readonly target: Target;
  readonly settings: ChangeTarget;
}

const secretIn = (context: CommandContext, place: string, name: string, variable: string): Secret => {
  const secret = readSecret(context.env, variable);
  if (secret !== undefined) return secret;
  throw new ConfigError(
    `${place} "${name}"`,
    `the variable ${variable} that it names is not set`,
    `set it, or ${variable}_FILE to the path of a file that holds it`,
  );
};

/** Variables that hold secrets of this program: no command it starts inherits them. */
const isOurs =
  (targets: readonly ToldTarget[]) =>
  (name: string): boolean => {
    const named = targets.flatMap((target) => ('webhook' in target ? [target.webhook.signing_env, target.webhook.url_env] : []));
    return name.startsWith('AUDIT_') || named.some((variable) => name === variable || name === `${variable}_FILE`);
  };

const webhookOf = (context: CommandContext, place: string, { name, webhook }: Extract<ToldTarget, { webhook: unknown }>): Target => {
  const url = webhook.url ?? secretIn(context, place, name, webhook.url_env ?? '').reveal();
  if (!isWebhookUrl(url))
    throw new ConfigError(
      `env ${webhook.url_env}`,
      'it is no address a webhook may have',
      'give one with https, or http to this machine, without a password',
    );
  return webhookTarget({ name, url, secret: secretIn(context, place, name, webhook.signing_env), now: context.now });
};

/**
 * Somebody who is told of something, with his secrets.
 *
 * @param all everybody who is: no command inherits a secret of any of them @param place where they are named, for messages
 * @throws {@link ConfigError} for a variable that is named and not set
 */
export const openTarget = (context: CommandContext, all: readonly ToldTarget[], settings: ToldTarget, place: string): Target => {
  if ('webhook' in settings) return webhookOf(context, place, settings);
  const ours = isOurs(all);
  const env = Object.fromEntries(Object.entries(context.env).filter(([name]) => !ours(name)));
  const { name, command } = settings;
  const say = (text: string): Promise<void> => context.stderr.write(text);
  return commandTarget({ name, argv: command, cwd: context.cwd, env, say });
};

/**
 * Everybody who is to be told of changed profiles, with their secrets.
 *
 * @throws {@link ConfigError} for a variable that is named and not set
 */
export const openTargets = (context: CommandContext, config: Config): readonly OpenTarget[] => {
  const targets = config.on_profile_change.value;
  return targets.map((settings) => ({ settings, target: openTarget(context, targets, settings, 'on_profile_change') }));
};
