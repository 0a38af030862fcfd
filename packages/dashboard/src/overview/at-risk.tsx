import { useState } from 'react';
import { Link } from 'wouter';
import type { CustomerLine } from '../api/customer360.ts';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { sortRows } from '../components/sort-rows.ts';
import { CustomerTable } from '../customers/customer-table.tsx';

const valueOf =
  (name: string) =>
  (line: CustomerLine): number | null => {
    const value = name === 'mrr' || name === 'clv' || name === 'open_alerts' ? line[name] : line.scores[name];
    return typeof value === 'number' ? value : null;
  };

/** The customers most at risk. */
export const AtRisk = ({ customers }: { readonly customers: readonly CustomerLine[] }) => {
  const [sort, setSort] = useState('-churn_risk');
  return (
    <Card
      title="Most at risk"
      aside={
        <Link href="/customers" className="inline-block min-h-6 text-sm text-accent hover:underline">
          All customers
        </Link>
      }
    >
      {customers.length === 0 ? (
        <EmptyState title="No risk of churn is known yet" command="audit aggregate" />
      ) : (
        <CustomerTable
          caption="The twenty customers most at risk"
          customers={sortRows(customers, sort, valueOf(sort.replace('-', '')))}
          sorting={{ sort, onSort: setSort }}
        />
      )}
    </Card>
  );
};
