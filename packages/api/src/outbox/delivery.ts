import { z } from 'zod';

const deliveryRecord = z.strictObject({
  /** The same for every try: a receiver drops what it has by it. */
  id: z.string(),
  action_id: z.string(),
  attempt: z.int().positive(),
  kind: z.enum(['execute', 'cancel']),
  connector: z.string(),
  /** What is told, as JSON. */
  message: z.string(),
  state: z.enum(['pending', 'dead']),
  tries: z.int().nonnegative(),
  made_at: z.iso.datetime(),
  next_at: z.iso.datetime(),
  error: z.string().nullable(),
});

/** Something a connector is still to be told, or was told in vain. */
export type DeliveryRecord = z.infer<typeof deliveryRecord>;
export const readDelivery = (body: string): DeliveryRecord => deliveryRecord.parse(JSON.parse(body));

const deliveryId = (actionId: string, attempt: number, kind: DeliveryRecord['kind']): string =>
  `${actionId}-${attempt}${kind === 'cancel' ? '-cancel' : ''}`;

/** What is told of an action. */
export const actionMessage = z.strictObject({
  event: z.enum(['action.requested', 'action.cancelled']),
  action_id: z.string(),
  attempt: z.int().positive(),
  customer: z.string(),
  /** Accounts of the customer in its sources. */
  accounts: z.array(z.string()),
  rule: z.string(),
  priority: z.string(),
  action: z.string(),
  reason: z.string(),
  expected_outcome: z.string(),
  due_on: z.string().nullable(),
  assignee: z.string().nullable(),
  note: z.string().nullable(),
  /** What the receiver called it, where that is known. */
  reference: z.string().nullable(),
  requested_at: z.iso.datetime(),
  requested_by: z.string(),
});
export type ActionMessage = z.infer<typeof actionMessage>;

/** A new delivery, due at once. */
export const newDelivery = (kind: DeliveryRecord['kind'], connector: string, message: ActionMessage, at: string): DeliveryRecord => ({
  id: deliveryId(message.action_id, message.attempt, kind),
  action_id: message.action_id,
  attempt: message.attempt,
  kind,
  connector,
  message: JSON.stringify(message),
  state: 'pending',
  tries: 0,
  made_at: at,
  next_at: at,
  error: null,
});
