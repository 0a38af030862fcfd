import type { Logger } from 'pino';
import type { Connector } from './connector.ts';

/** Says what is to be done in the log of the server, for people to do it: what there is without any other connector. */
export const logConnector = (log: Logger, name = 'log', rules: readonly string[] = []): Connector => ({
  name,
  rules,
  canCancel: true,
  deliver: async ({ id, kind, message: { action, rule, due_on: dueOn } }) => {
    log.info({ delivery: id, rule, action, due_on: dueOn }, kind === 'execute' ? 'an action is to be done' : 'an action is taken back');
    return await Promise.resolve(null);
  },
});
