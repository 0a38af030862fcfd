import { type Connector, NotDelivered } from '@audit/api';
import { NotTold, type Target } from '../triggers/target.ts';

/** How a webhook takes actions. */
interface WebhookOrder {
  readonly name: string;
  readonly rules: readonly string[];
  readonly canCancel: boolean;
  readonly target: Target;
}

/** A webhook that carries out actions: one signed request a delivery, its id as `Idempotency-Key`. */
export const webhookConnector = ({ name, rules, canCancel, target }: WebhookOrder): Connector => ({
  name,
  rules,
  canCancel,
  deliver: async ({ id, message }, signal) => {
    try {
      await target.tell([{ eventId: id, recordedTs: message.requested_at, json: JSON.stringify(message) }], signal);
    } catch (error) {
      if (error instanceof NotTold) throw new NotDelivered(error.message, { isFinal: error.isFinal, cause: error });
      throw error;
    }
    return null;
  },
});
