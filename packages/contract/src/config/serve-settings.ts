import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { isWebhookUrl } from './change-targets.ts';
import { type ConnectorSettings, connectorSettings } from './connector-settings.ts';
import { setting } from './setting.ts';

const count = (flag: string | null, least: number, most: number, fallback: number, description: string) =>
  setting<number>({
    schema: z.int().min(least).max(most),
    fallback,
    description,
    expects: `a whole number from ${least} to ${most}`,
    reads: 'count',
    flag,
  });

const optional = (schema: z.ZodType<string>, description: string, expects: string) =>
  setting<string | null>({ schema: schema.nullable(), fallback: null, description, expects, reads: 'text', flag: null });

/** An origin as browsers send it: scheme, host and port, nothing else. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text && text !== 'null';

/** The REST API. */
export const serveSettings = {
  'serve.host': setting<string>({
    schema: z.string().min(1),
    fallback: '127.0.0.1',
    description: 'Address the API listens on; without keys one of this machine only',
    expects: 'an address or a name, such as 127.0.0.1 or 0.0.0.0',
    reads: 'text',
    flag: '--host',
  }),
  'serve.port': count('--port', 0, 65_535, 8360, 'Port the API listens on; 0 takes a free one'),
  api_url: setting<string | null>({
    schema: z.string().min(1).nullable(),
    fallback: null,
    description: 'Address of the API that "audit actions" asks; where audit serve listens on this machine when not set',
    expects: 'an address of https; http on this machine only',
    reads: 'text',
    flag: '--url',
  }),
  'serve.keys': optional(
    z.string().min(1),
    'File of the API keys, which only its owner may read; <lake>.keys.json beside the lake when not set',
    'the path of a file outside of the lake',
  ),
  'serve.state': optional(
    z.string().min(1),
    'Folder of what the API keeps itself, actions and what was done to alerts, which only its owner may enter; <lake>.state beside the lake when not set',
    'the path of a folder outside of the lake',
  ),
  'serve.connectors': setting<readonly ConnectorSettings[]>({
    schema: connectorSettings,
    fallback: [],
    description: 'Who carries out actions, the first that takes their rule; the log of the server when empty (docs/api.md, "Connectors")',
    expects:
      'a list of {"name", "log": {}}, {"name", "webhook": {"url" or "url_env", "signing_env"}} or {"name", "salesforce": {}}, each name once, ' +
      'https except on this machine, with "rules" where wanted',
    reads: 'list',
    flag: null,
    fromEnvironment: false,
  }),
  'serve.delivery_tries': count(null, 1, 100, 20, 'How often a connector is told of an action before it is given up'),
  'serve.check_seconds': count(null, 1, 86_400, 300, 'How often the API looks for a new version of the lake'),
  'serve.requests_per_second': count(null, 1, 100_000, 100, 'Requests a second of one key, in the long run'),
  'serve.requests_at_once': count(null, 1, 100_000, 200, 'Requests of one key at once, after a pause'),
  'serve.cache': setting<string>({
    schema: z.string().refine((text) => byteSize(text) !== undefined),
    fallback: '64MiB',
    description: 'Memory for answers that are kept',
    expects: 'a size such as 64MiB',
    reads: 'text',
    flag: null,
  }),
  'serve.cors_origins': setting<readonly string[]>({
    schema: z.array(z.string().refine(isOrigin)).readonly(),
    fallback: [],
    description: 'Origins whose pages may ask the API',
    expects: 'a list of origins such as https://crm.example',
    reads: 'list',
    flag: null,
  }),
  'serve.oidc_issuer': optional(
    z.string().min(1),
    'Issuer of OpenID Connect whose tokens are taken; none when not set',
    'the issuer as its tokens name it',
  ),
  'serve.oidc_audience': optional(z.string().min(1), 'Audience those tokens must be for', 'the audience as tokens name it'),
  'serve.oidc_jwks': optional(
    z.string().refine(isWebhookUrl),
    'Where the issuer publishes its keys',
    'an address of https; http on this machine only',
  ),
} as const;
