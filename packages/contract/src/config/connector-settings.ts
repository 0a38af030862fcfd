import { z } from 'zod';
import { targetName, webhook } from './change-targets.ts';

const every = {
  name: targetName,
  /** Rules whose actions it takes; all by default. */
  rules: z.array(z.string().min(1)).nonempty().readonly().optional(),
};

const salesforce = z.strictObject({
  /** Field of Task that holds the id of a delivery: an external id. */
  external_id_field: z
    .string()
    .regex(/^[A-Za-z]\w{0,39}__c$/)
    .default('Audit_Action_Id__c'),
});

const connector = z.union([
  z.strictObject({ ...every, log: z.strictObject({}) }),
  z.strictObject({
    ...every,
    webhook,
    /** none: it cannot take back what it was told. */
    cancel: z.enum(['event', 'none']).default('event'),
  }),
  z.strictObject({ ...every, salesforce }),
]);

/** Who carries out actions. */
export const connectorSettings = z
  .array(connector)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length)
  // What no connector takes goes to the log.
  .refine((all) => all.every((one) => one.name !== 'log' || 'log' in one))
  .readonly();

export type ConnectorSettings = z.output<typeof connector>;
