/**
 * The bronze table of an object: `OpportunityLineItem` is `opportunity_line_item`, `Usage__c` is `usage__c`, `APIEvent` is `api_event`,
 * `Customer Master` is `customer_master`.
 */
export const bronzeTableName = (object: string): string => {
  const snake = object
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .toLowerCase();
  return /^[a-z]/.test(snake) ? snake : `t_${snake}`;
};
