/** The versions of a relation, each with the start and the material state of the one after it in time. */
export const neighboursSql = (versions: string): string =>
  `SELECT *, COALESCE(material_key, profile_hash) AS material,
    LEAD(effective_start_ts) OVER (PARTITION BY customer_id ORDER BY effective_start_ts) AS next_start_ts,
    LEAD(COALESCE(material_key, profile_hash)) OVER (PARTITION BY customer_id ORDER BY effective_start_ts) AS next_material
   FROM ${versions}`;
