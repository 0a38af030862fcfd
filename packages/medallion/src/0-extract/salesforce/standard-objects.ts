import type { SalesforceClient } from './salesforce-client.ts';

/** Objects later layers make something of, where an organisation has them. */
const standardObjects: readonly string[] = `
  Account Contact Product2 Contract Opportunity OpportunityLineItem OpportunityFieldHistory Order OrderItem
  Asset AssetStatePeriod Entitlement Case CaseMilestone Task Event Usage__c TenantUsageEntitlement
  Invoice InvoiceLine Payment CreditMemo User Organization CurrencyType DatedConversionRate
`
  .trim()
  .split(/\s+/);

interface Sobjects {
  readonly sobjects: readonly { readonly name: string; readonly queryable: boolean }[];
}

/** Names of the objects the user of the login may query, and how many there are to be seen. */
export const queryableObjects = async (
  client: SalesforceClient,
): Promise<{ readonly names: ReadonlySet<string>; readonly visible: number }> => {
  const { sobjects } = await client.json<Sobjects>('listing the objects', 'sobjects');
  return { names: new Set(sobjects.filter(({ queryable }) => queryable).map(({ name }) => name)), visible: sobjects.length };
};

/** Those of the standard list that the user of the login may query. */
export const usualObjects = async (client: SalesforceClient): Promise<readonly string[]> => {
  const { names } = await queryableObjects(client);
  return standardObjects.filter((object) => names.has(object));
};
