import { fileURLToPath } from 'node:url';

/** The mapping that comes with the program, for the usual objects of Salesforce. */
export const shippedMapping = fileURLToPath(new URL('../../../../../configs/bronze_to_silver_mapping.json', import.meta.url));
