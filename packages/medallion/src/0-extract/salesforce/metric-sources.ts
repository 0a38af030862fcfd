/** What a metric of a customer is computed from, in the order in which sources are preferred. */
export interface MetricSource {
  readonly metric: string;
  /** Each a set of fields of objects that suffices: `Contract.EndDate`. */
  readonly alternatives: readonly (readonly string[])[];
  /** What is said of the metric where there is none. */
  readonly otherwise: string;
}

/** Metrics that need a source beyond the account, and what gives them in a Salesforce organisation. */
export const metricSources: readonly MetricSource[] = [
  {
    metric: 'account linking and card',
    alternatives: [['Account.Name', 'Account.ParentId', 'Account.BillingCountry', 'Account.Website', 'Account.Phone']],
    otherwise: 'required',
  },
  { metric: 'engagement breadth', alternatives: [['Contact.AccountId', 'Contact.Email']], otherwise: 'null' },
  { metric: 'win rate', alternatives: [['Opportunity.AccountId', 'Opportunity.IsClosed', 'Opportunity.IsWon']], otherwise: 'null' },
  {
    metric: 'days to expiry',
    alternatives: [['Contract.AccountId', 'Contract.EndDate', 'Contract.Status']],
    otherwise: 'null, and R001 undecidable',
  },
  {
    metric: 'recurring revenue',
    alternatives: [
      ['Asset.AccountId', 'Asset.CurrentMrr'],
      ['Order.AccountId', 'OrderItem.OrderId', 'OrderItem.TotalPrice', 'OrderItem.ServiceDate', 'OrderItem.EndDate'],
      ['Opportunity.AccountId', 'OpportunityLineItem.OpportunityId', 'OpportunityLineItem.TotalPrice'],
    ],
    otherwise: 'null',
  },
  {
    metric: 'active services',
    alternatives: [
      ['Asset.AccountId', 'Asset.Product2Id', 'Asset.Status'],
      ['Order.AccountId', 'OrderItem.OrderId', 'OrderItem.Product2Id'],
    ],
    otherwise: 'null, and R002 undecidable',
  },
  { metric: 'support quality', alternatives: [['Case.AccountId', 'Case.Priority', 'Case.Status', 'Case.ClosedDate']], otherwise: 'null' },
  {
    metric: 'SLA breaches',
    alternatives: [
      ['CaseMilestone.CaseId', 'CaseMilestone.TargetDate', 'CaseMilestone.CompletionDate'],
      ['Case.AccountId', 'Case.Priority', 'Case.CreatedDate', 'Case.ClosedDate'],
    ],
    otherwise: 'null, and R004 undecidable',
  },
  {
    metric: 'engagement and timeline',
    alternatives: [
      ['Task.AccountId', 'Task.ActivityDate', 'Event.AccountId', 'Event.StartDateTime'],
      ['Task.WhatId', 'Task.ActivityDate'],
    ],
    otherwise: 'null, and R006 undecidable',
  },
  {
    metric: 'payment history and days overdue',
    alternatives: [
      ['Invoice.BillingAccountId', 'Invoice.DueDate', 'Invoice.Balance'],
      ['Invoice__c.Account__c', 'Invoice__c.DueDate__c', 'Invoice__c.Balance__c'],
      ['blng__Invoice__c.blng__Account__c', 'blng__Invoice__c.blng__DueDate__c', 'blng__Invoice__c.blng__Balance__c'],
    ],
    otherwise: 'null, and R003 undecidable',
  },
  {
    metric: 'usage',
    alternatives: [
      ['Usage__c.Account__c', 'Usage__c.Quantity__c'],
      ['TenantUsageEntitlement.StartDate', 'TenantUsageEntitlement.AmountUsed'],
    ],
    otherwise: 'orders of the mart, as a declared proxy',
  },
  {
    metric: 'exchange rates',
    alternatives: [
      ['DatedConversionRate.IsoCode', 'DatedConversionRate.StartDate', 'DatedConversionRate.ConversionRate'],
      ['CurrencyType.IsoCode', 'CurrencyType.ConversionRate'],
    ],
    otherwise: 'the configured rates',
  },
];

/** Objects any metric may come from. */
export const metricObjects: readonly string[] = [
  ...new Set(metricSources.flatMap(({ alternatives }) => alternatives.flat().map((field) => field.split('.')[0] ?? ''))),
];

/** The best source of a metric that is there. @param has whether an organisation has a field the user may read */
export const sourceOf = ({ alternatives }: MetricSource, has: (field: string) => boolean): readonly string[] | undefined =>
  alternatives.find((fields) => fields.every(has));
