import { z } from 'zod';
import { linkingSettings } from './settings.ts';

/** The JSON Schema of `configs/account_linking.json`, for editors. */
export const linkingJsonSchema = (): string =>
  JSON.stringify(z.toJSONSchema(linkingSettings, { io: 'input', target: 'draft-07', reused: 'ref' }), null, 2);
