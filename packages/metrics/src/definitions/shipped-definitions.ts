import { fileURLToPath } from 'node:url';

/** The definitions that come with the program: the metrics, scores and rules of the law. */
export const shippedDefinitions = fileURLToPath(new URL('../../../../configs/silver_to_gold_metrics.json', import.meta.url));
