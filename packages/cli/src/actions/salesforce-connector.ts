import { type ActionMessage, type Connector, NotDelivered } from '@audit/api';
import { AuditError, SourceRefused } from '@audit/contract';
import type { SalesforceClient } from '@audit/medallion';

/** How an organisation takes actions. */
interface SalesforceOrder {
  readonly name: string;
  readonly rules: readonly string[];
  /** Field of Task with the id of the delivery: an external id. */
  readonly externalIdField: string;
  readonly openClient: (signal: AbortSignal) => SalesforceClient;
}

const account = /^001\w{12}(?:\w{3})?$/;
const user = /^005\w{12}(?:\w{3})?$/;
const priorities: Readonly<Record<string, string>> = { HIGH: 'High', MEDIUM: 'Normal', LOW: 'Low' };
const mostSubject = 255;
const mostDescription = 32_000;

/** An action as a task: of the first account of the customer that is of Salesforce. */
const taskOf = ({ action, reason, expected_outcome: outcome, accounts, priority, note, assignee, due_on: dueOn, rule }: ActionMessage) => {
  const what = accounts.find((id) => account.test(id));
  const isUser = assignee !== null && user.test(assignee);
  const lines = [
    reason,
    outcome,
    ...(note === null ? [] : [note]),
    ...(assignee === null || isUser ? [] : [`For: ${assignee}`]),
    `Rule ${rule}`,
  ];
  return {
    Subject: action.slice(0, mostSubject),
    Description: lines.join('\n').slice(0, mostDescription),
    Status: 'Not Started',
    Priority: priorities[priority] ?? 'Normal',
    ...(dueOn === null ? {} : { ActivityDate: dueOn }),
    ...(what === undefined ? {} : { WhatId: what }),
    ...(isUser ? { OwnerId: assignee } : {}),
  };
};

/** What is said of a failure: what Salesforce says may repeat what it was told. */
const reasonOf = (error: unknown): NotDelivered => {
  if (error instanceof SourceRefused) return new NotDelivered(`Salesforce refused it (${error.state})`, { isFinal: true, cause: error });
  if (error instanceof AuditError) return new NotDelivered(`Salesforce did not take it (${error.code})`, { cause: error });
  throw error;
};

/**
 * An organisation of Salesforce that carries out actions as tasks. A task is written by an external id, so that one that is told twice is there once; taking it
 * back deletes it.
 */
export const salesforceConnector = ({ name, rules, externalIdField, openClient }: SalesforceOrder): Connector => ({
  name,
  rules,
  canCancel: true,
  deliver: async ({ id, kind, message }, signal) => {
    using client = openClient(signal);
    const path = `sobjects/Task/${externalIdField}/${encodeURIComponent(id.replace(/-cancel$/, ''))}`;
    try {
      if (kind === 'execute')
        return (await client.json<{ readonly id: string }>('making a task', path, { method: 'PATCH', body: taskOf(message) })).id;
      await client.send({ what: 'deleting a task', method: 'DELETE', path, take: async () => await Promise.resolve() });
    } catch (error) {
      // A task that is gone needs not be taken back.
      if (kind === 'cancel' && error instanceof SourceRefused && error.state === 'NOT_FOUND') return null;
      throw reasonOf(error);
    }
    return null;
  },
});
