/** Whether a bill `t` counts: it was sent, and not taken back. */
export const isBilled = `COALESCE(t.status, '') NOT IN ('Draft', 'Void', 'Voided', 'Canceled', 'Cancelled', 'Written Off')`;

/** Whether something is left to be paid of an amount: less than half a cent is nothing. */
export const isOwed = (balance: string): string => `${balance} > CAST('0.005' AS DECIMAL(18, 3))`;

/** States of a contract that was signed. */
export const isSigned = (status: string): string => `${status} IN ('Activated', 'Expired')`;

/** Last day of the contract `k`, as the metric has it: one without an end ends with its term. */
export const contractEnd = `COALESCE(k.end_date, @add_days(@add_months(k.start_date, CASE WHEN k.contract_term BETWEEN 1 AND 1200 THEN k.contract_term END), -1))`;
