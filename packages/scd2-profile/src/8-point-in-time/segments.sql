/* Customers in force at a time, counted by what they are.
   reads  in_force         (customer_id, effective_start_ts): profile_versions
   writes profile_segments (attribute, code)
   source founding document 002, section 3 */
SELECT 'occupation' AS attribute, COALESCE(occupation, '') AS code, COUNT(*) AS customers FROM in_force GROUP BY COALESCE(occupation, '')
UNION ALL
SELECT 'business_type' AS attribute, COALESCE(business_type, '') AS code, COUNT(*) AS customers FROM in_force GROUP BY COALESCE(business_type, '')
UNION ALL
SELECT 'total_asset' AS attribute, COALESCE(total_asset, '') AS code, COUNT(*) AS customers FROM in_force GROUP BY COALESCE(total_asset, '')
UNION ALL
SELECT 'monthly_income' AS attribute, COALESCE(monthly_income, '') AS code, COUNT(*) AS customers FROM in_force GROUP BY COALESCE(monthly_income, '')
