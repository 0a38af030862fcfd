import { createHash } from 'node:crypto';
import type { Config } from '@audit/contract';

/** SHA-256 of the settings of a run, wherever they come from: what a manifest says of them. */
export const configHash = (config: Config): string => {
  const values = Object.entries(config).map(([name, { value }]) => [name, value]);
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
};
