import { files } from './open-files.ts';
import { opdb } from './open-opdb.ts';
import { salesforce } from './open-salesforce.ts';
import type { Opener } from './source-order.ts';
import type { SourceName } from './source-names.ts';

/** Every source there is. */
export const openers: Readonly<Record<SourceName, Opener>> = { salesforce, opdb, files };
