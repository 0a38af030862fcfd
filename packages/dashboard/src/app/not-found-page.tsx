import { Link } from 'wouter';
import { EmptyState } from '../components/empty-state.tsx';
import { PageTitle } from './page-title.tsx';

/** There is no page of that address. */
export const NotFoundPage = () => (
  <div className="flex flex-col gap-4">
    <PageTitle title="There is no such page" />
    <EmptyState title="The address leads nowhere">
      Search for a customer above, or go to the{' '}
      <Link href="/" className="text-accent underline">
        overview
      </Link>
      .
    </EmptyState>
  </div>
);
