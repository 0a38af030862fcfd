/** Columns of a silver table the customer 360 reads, by kind, and how a row is told whose it is. */
export interface InputShape {
  /** Its key, a text. */
  readonly key: string;
  /** Column that names its account, or the table (and column) through which it has one; null where it is nobody's. */
  readonly owner: 'account_id' | { readonly table: string; readonly by: string } | null;
  readonly text?: string;
  readonly date?: string;
  /** Beside `created_date`, which every table has. */
  readonly timestamp?: string;
  readonly bool?: string;
  readonly whole?: string;
  readonly decimal?: string;
  /** Amounts, each with an `<amount>_base` in the base currency. */
  readonly amount?: string;
}

/** Silver tables the customer 360 reads, as the shipped mapping makes them. A parent stands before its children. */
export const inputShapes = {
  accounts: {
    key: 'account_id',
    owner: 'account_id',
    text: 'name type parent_account_id industry city state postal_code country phone website website_domain rating account_number region segment customer_id owner_id currency_iso_code',
    whole: 'number_of_employees',
    decimal: 'satisfaction_score',
    amount: 'annual_revenue',
  },
  contacts: {
    key: 'contact_id',
    owner: 'account_id',
    text: 'account_id first_name last_name name title email phone mobile_phone owner_id',
    timestamp: 'email_bounced_date',
  },
  products: { key: 'product_id', owner: null, text: 'name product_code family', bool: 'is_active' },
  users: { key: 'user_id', owner: null, text: 'name email title time_zone', bool: 'is_active' },
  contracts: {
    key: 'contract_id',
    owner: 'account_id',
    text: 'account_id contract_number status owner_id currency_iso_code',
    date: 'start_date end_date',
    timestamp: 'activated_date',
    whole: 'contract_term',
  },
  opportunities: {
    key: 'opportunity_id',
    owner: 'account_id',
    text: 'account_id name stage_name type contract_id owner_id currency_iso_code',
    date: 'close_date',
    bool: 'is_closed is_won is_open',
    decimal: 'probability',
    amount: 'amount',
  },
  opportunity_field_history: {
    key: 'opportunity_field_history_id',
    owner: { table: 'opportunities', by: 'opportunity_id' },
    text: 'opportunity_id field old_value new_value',
  },
  sales_orders: {
    key: 'order_id',
    owner: 'account_id',
    text: 'account_id order_number contract_id status type currency_iso_code',
    date: 'effective_date end_date',
    amount: 'total_amount',
  },
  sales_order_items: {
    key: 'order_item_id',
    owner: { table: 'sales_orders', by: 'order_id' },
    text: 'order_id product_id billing_frequency currency_iso_code',
    date: 'service_date end_date',
    decimal: 'quantity',
    amount: 'unit_price total_price',
  },
  assets: {
    key: 'asset_id',
    owner: 'account_id',
    text: 'account_id name product_id status currency_iso_code',
    date: 'install_date usage_end_date',
    decimal: 'quantity',
    amount: 'price current_mrr',
  },
  entitlements: { key: 'entitlement_id', owner: 'account_id', text: 'account_id name sla_process_id', date: 'start_date end_date' },
  cases: {
    key: 'case_id',
    owner: 'account_id',
    text: 'account_id contact_id entitlement_id case_number subject priority status origin type',
    timestamp: 'closed_date',
    bool: 'is_closed is_escalated',
    whole: 'csat',
  },
  case_milestones: {
    key: 'case_milestone_id',
    owner: { table: 'cases', by: 'case_id' },
    text: 'case_id milestone_type_id',
    timestamp: 'start_date target_date completion_date',
    bool: 'is_completed is_violated is_breached',
  },
  tasks: {
    key: 'task_id',
    owner: 'account_id',
    text: 'account_id who_id what_id subject status priority task_subtype',
    date: 'activity_date',
    timestamp: 'completed_date_time',
    bool: 'is_closed',
    whole: 'call_duration_in_seconds',
  },
  events: {
    key: 'event_id',
    owner: 'account_id',
    text: 'account_id who_id what_id subject',
    date: 'activity_date',
    timestamp: 'start_date_time end_date_time',
  },
  usage: { key: 'usage_id', owner: 'account_id', text: 'usage_number account_id metric', date: 'period_date', decimal: 'quantity' },
  invoices: {
    key: 'invoice_id',
    owner: 'account_id',
    text: 'account_id invoice_number status currency_iso_code',
    date: 'invoice_date due_date paid_date',
    bool: 'is_paid',
    whole: 'days_late',
    amount: 'total_amount balance',
  },
  invoice_lines: {
    key: 'invoice_line_id',
    owner: { table: 'invoices', by: 'invoice_id' },
    text: 'invoice_id product_id currency_iso_code',
    decimal: 'quantity',
    amount: 'line_amount',
  },
  payments: {
    key: 'payment_id',
    owner: 'account_id',
    text: 'account_id invoice_id payment_number status currency_iso_code',
    date: 'effective_date',
    amount: 'amount',
  },
  credit_memos: {
    key: 'credit_memo_id',
    owner: 'account_id',
    text: 'account_id invoice_id credit_memo_number status currency_iso_code',
    date: 'credit_date',
    amount: 'total_amount',
  },
} as const satisfies Readonly<Record<string, InputShape>>;

export type InputName = keyof typeof inputShapes;
