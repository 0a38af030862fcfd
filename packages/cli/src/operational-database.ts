import { readSecret, UsageError } from '@audit/contract';
import type { PostgresConnection } from '@audit/medallion';
import type { CommandContext } from './context.ts';

const variable = 'AUDIT_OPDB_URL';

/**
 * Connects to the operational database, which upstream views are read from. Its URL holds a password: it comes from the environment
 * or a file only.
 *
 * @throws UsageError without a URL; ConfigError, SourceAuthentication, SourceUnavailable
 */
export const openOperationalDatabase = async (context: CommandContext): Promise<PostgresConnection> => {
  const url = readSecret(context.env, variable);
  if (url === undefined)
    throw new UsageError(
      `${variable} is not set`,
      `set it to postgresql://user:password@host:5432/database, or ${variable}_FILE to a file that holds that`,
    );
  const { openPostgres } = await import('@audit/medallion');
  return await openPostgres(url, { variable, signal: context.interrupted });
};
