import type { Session } from '@audit/warehouse';

/** Whether a query yields any row. */
export const hasRows = async (session: Session, sql: string): Promise<boolean> => (await session.evidence(sql, 1)).length > 0;
