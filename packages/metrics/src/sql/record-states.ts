/** Whether a bill `t` counts: it was sent, and not taken back. */
export const isBilled = `COALESCE(t.status, '') NOT IN ('Draft', 'Void', 'Voided', 'Canceled', 'Cancelled', 'Written Off')`;

/** Whether something is left to be paid of an amount: less than half a cent is nothing. */
export const isOwed = (balance: string): string => `${balance} > CAST('0.005' AS DECIMAL(18, 3))`;

/** States of a contract that was signed. */
export const isSigned = (status: string): string => `${status} IN ('Activated', 'Expired')`;

/** Last day of a contract, as the metric has it: one without an end ends with its term. @param of the relation of contracts */
export const contractEnd = (of: string): string =>
  `COALESCE(${of}.end_date, @add_days(@add_months(${of}.start_date, CASE WHEN ${of}.contract_term BETWEEN 1 AND 1200 THEN ${of}.contract_term END), -1))`;
