/** Bronze table of an object: `OpportunityLineItem` is `opportunity_line_item`, `Usage__c` is `usage__c`. */
export const tableName = (object: string): string =>
  object
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
