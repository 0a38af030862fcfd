import { type Connector, logConnector } from '@audit/api';
import type { Config, ConnectorSettings } from '@audit/contract';
import type { Logger } from 'pino';
import type { CommandContext } from '../context.ts';
import { openSalesforce } from '../salesforce-client.ts';
import { openTarget } from '../triggers/open-targets.ts';
import { salesforceConnector } from './salesforce-connector.ts';
import { webhookConnector } from './webhook-connector.ts';

const openOne = (context: CommandContext, config: Config, log: Logger, settings: ConnectorSettings): Connector => {
  const { name, rules = [] } = settings;
  if ('log' in settings) return logConnector(log, name, rules);
  if ('webhook' in settings) {
    const target = openTarget(context, [], { name, webhook: settings.webhook }, 'serve.connectors');
    return webhookConnector({ name, rules, canCancel: settings.cancel === 'event', target });
  }
  const openClient = (signal: AbortSignal) => openSalesforce({ ...context, interrupted: signal }, config);
  // What is not set is said at the start, not when somebody acts.
  openClient(context.interrupted)[Symbol.dispose]();
  return salesforceConnector({ name, rules, externalIdField: settings.salesforce.external_id_field, openClient });
};

/**
 * Who carries out actions, with their secrets.
 *
 * @throws ConfigError, UsageError for what is not set
 */
export const openConnectors = (context: CommandContext, config: Config, log: Logger): readonly Connector[] =>
  config['serve.connectors'].value.map((settings) => openOne(context, config, log, settings));
