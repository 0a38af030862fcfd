import { Link } from 'wouter';
import type { CustomerLine } from '../api/customer360.ts';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { CustomerTable } from '../customers/customer-table.tsx';

/** The customers most at risk. */
export const AtRisk = ({ customers }: { readonly customers: readonly CustomerLine[] }) => (
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
      <CustomerTable caption="The twenty customers most at risk" customers={customers} />
    )}
  </Card>
);
