import { files } from './open-files.ts';
import { opdb } from './open-opdb.ts';
import type { Opener } from './source-order.ts';
import type { SourceName } from './source-names.ts';

/** Every source there is. */
export const openers: Readonly<Record<SourceName, Opener>> = { opdb, files };
