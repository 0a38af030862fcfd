/** Values that accounts share: mailboxes, telephone numbers, registered domains of sites and mailboxes, what the company chose of them, those of mailboxes alone. */
export const sharedKinds = ['email', 'phone', 'domain', 'label', 'mail'] as const;
export type SharedKind = (typeof sharedKinds)[number];
