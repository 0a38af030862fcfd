import { z } from 'zod';

/** An expression of the rule language; what it may name, and of which types, is found out by `readRule`. */
export const ruleSchema = z
  .unknown()
  .meta({ id: 'rule', description: 'An expression of the rule language, such as {"gt": ["churn_risk", 70]}' });
