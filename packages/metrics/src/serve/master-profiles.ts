import type { Session } from '@audit/warehouse';
import { modelText } from '../run/model-text.ts';

/** Where linking made no masters, an account is its own and its name stands for it. */
const sql = `WITH own AS (
    SELECT a.*, u.name AS owner, ROW_NUMBER() OVER (PARTITION BY a.master_id
      ORDER BY CASE WHEN a.account_id = m.name_account_id THEN 0 ELSE 1 END ASC NULLS LAST, a.created_date ASC NULLS LAST, a.account_id ASC NULLS LAST) AS place
    FROM in_accounts a LEFT JOIN masters_linked m ON m.master_id = a.master_id LEFT JOIN in_users u ON u.user_id = a.owner_id
  )
  SELECT s.master_id, COALESCE(m.name, o.name) AS name, COALESCE(m.country, o.country) AS country, COALESCE(m.region, o.region) AS region,
    o.industry, o.segment, COALESCE(m.website, o.website) AS website, o.owner, CAST(COALESCE(m.accounts, 1) AS BIGINT) AS accounts,
    CAST(COALESCE(m.linkage_confidence, 100) AS BIGINT) AS linkage_confidence
  FROM masters s LEFT JOIN masters_linked m ON m.master_id = s.master_id LEFT JOIN own o ON o.master_id = s.master_id AND o.place = 1`;

/** Makes `master_profiles`, of `masters`, `masters_linked` (as `silver_account_masters`), `in_accounts` and `in_users`. */
export const profileMasters = async (session: Session): Promise<void> => {
  await session.materialise('master_profiles', modelText(session, 'profiles of master accounts', sql, {}));
};
