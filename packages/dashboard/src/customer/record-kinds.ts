/** Kinds of records in the order of their tabs: the word of the address, the kind of the API, and what one calls them. */
export const recordKinds = [
  { tab: 'contacts', kind: 'contact', title: 'Contacts' },
  { tab: 'contracts', kind: 'contract', title: 'Contracts' },
  { tab: 'invoices', kind: 'invoice', title: 'Invoices' },
  { tab: 'cases', kind: 'case', title: 'Cases' },
  { tab: 'opportunities', kind: 'opportunity', title: 'Opportunities' },
] as const;

export type RecordKind = (typeof recordKinds)[number]['kind'];
