import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { customerQuery } from '../api/queries.ts';
import { nameOf } from '../customer/customer-name.tsx';

/** A customer by its name, as soon as that is known. */
export const CustomerLink = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(customerQuery(id));
  return (
    <Link href={`/customers/${encodeURIComponent(id)}`} className="inline-block min-h-6 text-accent hover:underline">
      {nameOf(data ?? { id, name: null })}
    </Link>
  );
};
