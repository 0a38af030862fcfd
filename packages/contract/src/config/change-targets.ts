import { z } from 'zod';
import { scalarAttributes, setAttributes } from '../tables/profile/attributes.ts';
import { isLoopback } from './loopback.ts';

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

/** Whether an address may be told of customers: over TLS, or on this machine; without a password in it. */
export const isWebhookUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
};

/** A webhook, its secrets named by variables. */
export const webhook = z
  .strictObject({
    /** Where to; or the variable that says it, for addresses that are secrets themselves. */
    url: z.string().refine(isWebhookUrl).optional(),
    url_env: variable.optional(),
    /** Variable that holds the secret of the signature. */
    signing_env: variable,
  })
  .refine(({ url, url_env: fromEnvironment }) => (url === undefined) !== (fromEnvironment === undefined));

export const targetName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/);
/** How long it may fail in one run. */
const patience = z.int().min(1).max(3600).optional();
const command = z.tuple([z.string().min(1)], z.string()).readonly();

/** A program or an address that is told of something. */
export const toldTarget = z.union([
  z.strictObject({ name: targetName, give_up_seconds: patience, command }),
  z.strictObject({ name: targetName, give_up_seconds: patience, webhook }),
]);

export type ToldTarget = z.output<typeof toldTarget>;

const everyChange = {
  /** Its cursor in the lake carries it. */
  name: targetName,
  /** It is told only of changes of these. */
  attributes: z
    .array(z.enum([...scalarAttributes, ...setAttributes]))
    .nonempty()
    .readonly()
    .optional(),
  /** A new target is told of what was recorded after this instant; of everything where there is none. */
  since: z.iso.datetime({ offset: true }).optional(),
  give_up_seconds: patience,
};

const changeTarget = z.union([z.strictObject({ ...everyChange, command }), z.strictObject({ ...everyChange, webhook })]);

/** Who is told of changed profiles. */
export const changeTargets = z
  .array(changeTarget)
  .refine((targets) => new Set(targets.map(({ name }) => name)).size === targets.length)
  .readonly();

export type ChangeTarget = z.output<typeof changeTarget>;
