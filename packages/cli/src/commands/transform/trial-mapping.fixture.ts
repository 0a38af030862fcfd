/** For tests: a mapping of two tables, the second of which refers to the first and takes its currency. */
const small = {
  version: 1,
  tables: {
    account: {
      target: 'accounts',
      key: ['Id'],
      columns: [
        { source: 'Id', target: 'account_id' },
        { source: 'Name', target: 'name', null: { policy: 'reject' }, pii: 'none' },
        { source: 'Country', target: 'country', country: true, on_error: 'null', optional: true },
        { source: 'Money', target: 'money', optional: true },
        { source: 'Size', target: 'size', type: 'int64', validate: { range: { min: 0 } } },
        { source: 'SystemModstamp', target: 'stamp', type: 'timestamp' },
      ],
      currency: { fields: ['revenue'], on: 'stamp', field: 'money', country: 'country', on_error: 'null' },
    },
    deal: {
      target: 'deals',
      key: ['Id'],
      columns: [
        { source: 'Id', target: 'deal_id' },
        { source: 'AccountId', target: 'account_id', validate: { reference: 'account' } },
        { source: 'Amount', target: 'amount', type: 'decimal(18,2)' },
        { source: 'Money', target: 'money', optional: true },
        { source: 'SystemModstamp', target: 'stamp', type: 'timestamp' },
      ],
      currency: { fields: ['amount'], on: 'stamp', field: 'money', parent: { table: 'account', by: 'account_id' } },
    },
  },
} as const;
export const withRevenue = {
  ...small,
  tables: {
    ...small.tables,
    account: {
      ...small.tables.account,
      columns: [...small.tables.account.columns, { source: 'Revenue', target: 'revenue', type: 'decimal(18,2)' }],
    },
  },
};
