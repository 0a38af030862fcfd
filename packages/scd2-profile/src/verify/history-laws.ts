/**
 * Laws of the whole history, over its tables as they are bound for `verifyHistory`. Each is a query whose rows are the evidence
 * against it.
 */
export const historyLaws: Readonly<Record<string, string>> = {
  'a customer has at most one current version': `SELECT customer_id, COUNT(*) AS versions FROM versions WHERE is_current
    GROUP BY customer_id HAVING COUNT(*) > 1`,
  'versions do not overlap, and end no earlier than they start': `SELECT customer_id, effective_start_ts, effective_end_ts, next_start_ts FROM neighbours
    WHERE effective_end_ts < effective_start_ts OR (next_start_ts IS NOT NULL AND (effective_end_ts IS NULL OR effective_end_ts >= next_start_ts))`,
  'adjacent versions differ': `SELECT customer_id, effective_start_ts, effective_end_ts FROM neighbours
    WHERE effective_end_ts + INTERVAL 1 MICROSECOND = next_start_ts AND next_material = material`,
  'the hash is that of the stored row and its bridges': `SELECT customer_id, customer_profile_version_sk, profile_hash, recomputed_hash
    FROM recomputed WHERE profile_hash <> recomputed_hash`,
  'all hashes are made by the rules of the lake': `SELECT v.customer_id, v.customer_profile_version_sk, v.hash_algorithm_version, r.hash_version
    FROM versions v CROSS JOIN rules r WHERE v.hash_algorithm_version <> r.hash_version`,
  'a version has one hash, in its row, its identity and its observations': `SELECT v.customer_id, v.customer_profile_version_sk, v.profile_hash,
      i.profile_hash AS of_identity, o.profile_hash AS of_observation
    FROM versions v LEFT JOIN identities i USING (customer_profile_version_sk)
    LEFT JOIN observations o ON o.batch_id = v.batch_id AND o.record = v.record
    WHERE v.profile_hash IS DISTINCT FROM i.profile_hash OR v.profile_hash IS DISTINCT FROM o.profile_hash`,
  'each event names the hashes of the versions before and after': `SELECT e.event_id, e.customer_id, e.previous_profile_hash, e.new_profile_hash,
      h.previous_profile_hash AS of_version_before, h.new_profile_hash AS of_version_after
    FROM events e LEFT JOIN event_hashes h USING (event_id)
    WHERE e.previous_profile_hash IS DISTINCT FROM h.previous_profile_hash OR e.new_profile_hash IS DISTINCT FROM h.new_profile_hash`,
  'the bridges hold the members of each version': `SELECT customer_profile_version_sk, column_name, members, bridged FROM (
      SELECT v.customer_profile_version_sk, 'source_of_income' AS column_name, LEN(v.source_of_income) AS members, COALESCE(b.n, 0) AS bridged,
        COALESCE(b.l, []) = v.source_of_income AS is_equal FROM versions v LEFT JOIN income_lists b USING (customer_profile_version_sk)
      UNION ALL
      SELECT v.customer_profile_version_sk, 'purpose_of_investment', LEN(v.purpose_of_investment), COALESCE(b.n, 0),
        COALESCE(b.l, []) = v.purpose_of_investment FROM versions v LEFT JOIN purpose_lists b USING (customer_profile_version_sk)
    ) s WHERE NOT is_equal`,
  'what is believed is what the observations add up to': `SELECT COALESCE(v.customer_id, b.customer_id) AS customer_id,
      COALESCE(v.effective_start_ts, b.effective_start_ts) AS effective_start_ts, v.effective_end_ts AS stored_end_ts, b.effective_end_ts AS folded_end_ts
    FROM versions v FULL JOIN believed b ON b.customer_id = v.customer_id AND b.effective_start_ts = v.effective_start_ts
      AND COALESCE(b.material_key, b.profile_hash) = COALESCE(v.material_key, v.profile_hash)
    WHERE v.customer_id IS NULL OR b.customer_id IS NULL OR v.effective_end_ts IS DISTINCT FROM b.effective_end_ts`,
  'the open revisions are the believed versions': `SELECT COALESCE(v.customer_profile_version_sk, r.customer_profile_version_sk) AS customer_profile_version_sk,
      v.effective_end_ts AS version_end_ts, r.effective_end_ts AS revision_end_ts
    FROM versions v FULL JOIN (SELECT * FROM revisions WHERE system_to_ts IS NULL) r
      ON r.customer_profile_version_sk = v.customer_profile_version_sk AND r.effective_start_ts = v.effective_start_ts
    WHERE v.customer_id IS NULL OR r.customer_id IS NULL OR v.effective_end_ts IS DISTINCT FROM r.effective_end_ts`,
  'known time runs without gaps while a version is believed': `SELECT customer_profile_version_sk, system_from_ts, system_to_ts, next_from_ts FROM (
      SELECT customer_profile_version_sk, system_from_ts, system_to_ts,
        LEAD(system_from_ts) OVER (PARTITION BY customer_profile_version_sk ORDER BY system_from_ts) AS next_from_ts FROM revisions
    ) s WHERE next_from_ts IS NOT NULL AND system_to_ts IS DISTINCT FROM next_from_ts`,
  'versions are numbered from 1 without gaps': `SELECT customer_id, COUNT(*) AS versions, MAX(version_num) AS highest FROM identities
    GROUP BY customer_id HAVING COUNT(*) <> MAX(version_num) OR COUNT(DISTINCT version_num) <> COUNT(*)`,
  'each version that entered belief has one event': `SELECT i.customer_profile_version_sk, i.customer_id, COUNT(e.event_id) AS events
    FROM identities i LEFT JOIN (SELECT * FROM events WHERE change_kind IN ('APPENDED', 'INSERTED', 'REPLACED')) e USING (customer_profile_version_sk)
    GROUP BY ALL HAVING COUNT(e.event_id) <> 1`,
  'every record is accounted for': `SELECT b.batch_id, b.received, b.repeated, b.quarantined, b.implied, COALESCE(s.accepted, 0) AS observed
    FROM batches b LEFT JOIN (SELECT batch_id, COUNT(*) AS accepted FROM observations GROUP BY batch_id) s USING (batch_id)
    WHERE b.received - b.repeated - b.quarantined + b.implied > COALESCE(s.accepted, 0)
      OR b.received - b.quarantined + b.implied < COALESCE(s.accepted, 0)`,
  'bronze, silver and the observation log agree': `SELECT COALESCE(o.batch_id, s.batch_id) AS batch_id, o.n AS observations, s.n AS stored FROM
      (SELECT batch_id, COUNT(*) AS n FROM observations GROUP BY batch_id) o
      FULL JOIN (SELECT batch_id, COUNT(*) AS n FROM standardized GROUP BY batch_id) s USING (batch_id)
    WHERE o.n IS DISTINCT FROM s.n`,
  'the corrections and the observation log agree': `SELECT COALESCE(c.batch_id, o.batch_id) AS batch_id, COALESCE(c.record, o.record) AS record
    FROM corrections c FULL JOIN (SELECT * FROM observations WHERE precedence = 1) o ON o.batch_id = c.batch_id AND o.record = c.record
      AND o.customer_id = c.customer_id AND o.valid_ts = c.effective_start_ts AND o.kind = c.action
    WHERE c.batch_id IS NULL OR o.batch_id IS NULL`,
  'contacts are what their observations add up to': `SELECT COALESCE(v.customer_id, b.customer_id) AS customer_id, COALESCE(v.channel, b.channel) AS channel,
      COALESCE(v.effective_start_ts, b.effective_start_ts) AS effective_start_ts, v.effective_end_ts AS stored_end_ts, b.effective_end_ts AS folded_end_ts
    FROM contacts v FULL JOIN believed_contacts b ON b.customer_id = v.customer_id AND b.channel = v.channel
      AND b.effective_start_ts = v.effective_start_ts AND b.value = v.value
    WHERE v.customer_id IS NULL OR b.customer_id IS NULL OR v.effective_end_ts IS DISTINCT FROM b.effective_end_ts`,
  'every record of contacts is accounted for': `SELECT b.batch_id, b.received, b.accepted, b.quarantined, COALESCE(o.n, 0) AS observed
    FROM contact_batches b LEFT JOIN (SELECT batch_id, COUNT(*) AS n FROM contact_observations GROUP BY batch_id) o USING (batch_id)
    WHERE b.received <> b.accepted + b.quarantined OR b.accepted <> COALESCE(o.n, 0)`,
  'the state of each customer is that of the history': `SELECT s.customer_id, s.version_count, COALESCE(i.n, 0) AS versions, s.last_valid_ts, o.last_valid_ts AS observed
    FROM states s LEFT JOIN (SELECT customer_id, COUNT(*) AS n FROM identities GROUP BY customer_id) i USING (customer_id)
    LEFT JOIN (SELECT customer_id, MAX(valid_ts) AS last_valid_ts FROM observations GROUP BY customer_id) o USING (customer_id)
    WHERE s.version_count <> COALESCE(i.n, 0) OR s.last_valid_ts IS DISTINCT FROM o.last_valid_ts`,
};
