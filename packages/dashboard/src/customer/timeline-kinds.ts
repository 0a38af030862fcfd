import { Activity, Building2, CircleCheckBig, FileText, Headset, type LucideIcon, MessagesSquare, Receipt, Target } from 'lucide-react';

/** Kinds of events that belong together (docs/metrics/timeline.md). */
export interface KindGroup {
  readonly name: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly kinds: readonly string[];
}

export const kindGroups: readonly KindGroup[] = [
  { name: 'touches', label: 'Touches', icon: MessagesSquare, kinds: ['meeting', 'call', 'email'] },
  { name: 'service', label: 'Service', icon: Headset, kinds: ['case_opened', 'case_escalated', 'case_closed', 'sla_breached'] },
  {
    name: 'billing',
    label: 'Billing',
    icon: Receipt,
    kinds: ['invoice_issued', 'invoice_overdue', 'invoice_paid', 'payment_failed', 'credit'],
  },
  {
    name: 'sales',
    label: 'Sales',
    icon: Target,
    kinds: ['opportunity_created', 'opportunity_stage', 'opportunity_won', 'opportunity_lost', 'order_activated'],
  },
  {
    name: 'contracts',
    label: 'Contracts',
    icon: FileText,
    kinds: ['contract_started', 'contract_renewed', 'contract_expiring', 'contract_expired'],
  },
  {
    name: 'signals',
    label: 'Signals',
    icon: Activity,
    kinds: [
      'alert_raised',
      'alert_cleared',
      'recommendation_created',
      'health_band_changed',
      'churn_band_changed',
      'usage_spike',
      'usage_drop',
    ],
  },
  {
    name: 'actions',
    label: 'Actions',
    icon: CircleCheckBig,
    kinds: [
      'action_requested',
      'action_succeeded',
      'action_failed',
      'action_cancelled',
      'alert_acknowledged',
      'alert_unacknowledged',
      'alert_snoozed',
      'alert_unsnoozed',
    ],
  },
  {
    name: 'account',
    label: 'Account',
    icon: Building2,
    kinds: ['account_created', 'account_linked', 'contact_added', 'contact_left', 'profile_changed'],
  },
];

/** The group a kind belongs to; undefined for one the pages do not know. */
export const groupOf = (kind: string): KindGroup | undefined => kindGroups.find(({ kinds }) => kinds.includes(kind));
