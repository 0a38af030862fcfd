/* Members of the sets of the versions that entered belief.
   reads  changes  (customer_profile_version_sk): version_changes
          contents (batch_id, record): profile_contents
   writes a bridge (customer_profile_version_sk, member)
   source founding document 002, section 9 */
SELECT
  c.customer_profile_version_sk AS customer_profile_version_sk,
  e.member AS member
FROM changes c
JOIN contents p ON p.batch_id = c.batch_id AND p.record = c.record @explode(p.{column}, e, member)
WHERE c.change = 'entered'
