import type { CustomerLine } from '../api/customer360.ts';
import { Band } from '../components/band.tsx';
import { classNames } from '../components/class-names.ts';
import { nameOf } from '../customer/customer-name.tsx';
import { levelOf } from '../customer/level-of.ts';

interface SearchOptionProps {
  readonly id: string;
  readonly customer: CustomerLine;
  readonly isActive: boolean;
  readonly onOpen: () => void;
}

/** A customer among those that are found. */
export const SearchOption = ({ id, customer, isActive, onOpen }: SearchOptionProps) => {
  const about = [customer.website?.replace(/^https?:\/\/(?:www\.)?/, ''), customer.segment, customer.country].filter(Boolean).join(' · ');
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={onOpen}
      className={classNames(
        'flex items-center justify-between gap-3 rounded-sm px-3 py-1.5',
        isActive ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <span className="min-w-0">
        <span className="block truncate font-medium">{nameOf(customer)}</span>
        <span className="block truncate text-xs text-muted">{about}</span>
      </span>
      <Band scale="band" level={levelOf(customer.scores['health_band'])} />
    </div>
  );
};
