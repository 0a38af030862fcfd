import type { Session } from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';
import { recordsSql } from './records-sql.ts';

/** Makes `records_now`, of the inputs of gold: records of sources as people look them up, as of the day. @returns how many */
export const listRecords = async (session: Session, run: GoldRun): Promise<number> =>
  await session.materialise('records_now', modelText(session, 'records', recordsSql(run), {}));
