import { z } from 'zod';

/** What becomes of a recommendation that is acted on; one nobody acted on is `proposed`. */
export const actionStates = ['proposed', 'requested', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type ActionState = (typeof actionStates)[number];

/** What an action may become. */
export const transitions: Readonly<Record<ActionState, readonly ActionState[]>> = {
  proposed: ['requested'],
  requested: ['running', 'cancelled'],
  running: ['succeeded', 'failed', 'cancelled'],
  succeeded: ['cancelled'],
  failed: ['requested'],
  cancelled: ['requested'],
};

const text = z.string().nullable();

const actionRecord = z.strictObject({
  /** Of the recommendation. */
  id: z.string(),
  customer: z.string(),
  rule: z.string(),
  /** What to do, in words. */
  action: z.string(),
  priority: z.string(),
  /** From 1. */
  attempt: z.int().positive(),
  state: z.enum(actionStates),
  connector: z.string(),
  requested_at: z.iso.datetime(),
  requested_by: z.string(),
  /** Place of the request in the journal: the order of lists. */
  requested_seq: z.int().positive(),
  updated_at: z.iso.datetime(),
  note: text,
  due_on: text,
  assignee: text,
  /** What the receiver calls it. */
  reference: text,
  error: text,
});

/** An action as it is kept: the last attempt. */
export type ActionRecord = z.infer<typeof actionRecord>;
export const readAction = (body: string): ActionRecord => actionRecord.parse(JSON.parse(body));

/** Whether a recommendation counts as acted on: asked for and neither failed nor taken back. */
export const isActedOn = (action: ActionRecord | undefined): boolean =>
  action !== undefined && (action.state === 'requested' || action.state === 'running' || action.state === 'succeeded');
