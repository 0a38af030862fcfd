/* Members of the sets of the versions that entered belief.
   reads  changes        (customer_profile_version_sk): version_changes
          dimension_rows (customer_profile_version_sk): dim_customer_profile, rows that are new or changed
   writes a bridge       (customer_profile_version_sk, member)
   source founding document 002, section 9 */
SELECT
  c.customer_profile_version_sk AS customer_profile_version_sk,
  e.member AS member
FROM changes c
JOIN dimension_rows d ON d.customer_profile_version_sk = c.customer_profile_version_sk @explode(d.{column}, e, member)
WHERE c.change = 'entered'
