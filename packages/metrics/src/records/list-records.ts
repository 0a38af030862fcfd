import type { Session } from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';
import { recordsSql } from './records-sql.ts';

/** Binds `records_now`, of the inputs of gold: records of sources as people look them up, as of the day. A view: each row is a row of silver, and is not kept twice. */
export const listRecords = async (session: Session, run: GoldRun): Promise<void> =>
  await session.bindSql('records_now', modelText(session, 'records', recordsSql(run), {}));
