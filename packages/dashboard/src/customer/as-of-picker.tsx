import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { daysQuery } from '../api/queries.ts';
import { useAddressWord } from '../app/use-address-word.ts';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { Dialog } from '../components/dialog.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { dayText, longDayText } from '../format/dates.ts';

interface DaysProps {
  readonly shown: string | undefined;
  readonly onChoose: (day: string) => void;
}

/** Days the lake still keeps. The newest one is no earlier day: choosing it leads back. */
const Days = ({ shown, onChoose }: DaysProps) => {
  const query = useQuery(daysQuery());
  return (
    <Loaded query={query} skeleton={<Skeleton size="h-9" count={4} />}>
      {({ items }) => (
        <ul className="flex flex-col gap-1">
          {items.map(({ as_of, version }, at) => (
            <li key={as_of}>
              <button
                type="button"
                aria-current={as_of === shown ? 'date' : undefined}
                onClick={() => onChoose(at === 0 ? '' : as_of)}
                className={classNames(
                  'flex min-h-9 w-full flex-wrap items-center justify-between gap-x-3 rounded-md border px-3 text-left text-sm',
                  as_of === shown ? 'border-accent bg-accent-soft text-accent' : 'border-line hover:bg-sunken',
                )}
              >
                <span className="font-medium">{longDayText(as_of)}</span>
                <span className={classNames('text-xs', as_of !== shown && 'text-muted')}>{at === 0 ? 'newest' : `version ${version}`}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
};

/** The day the page is of, where there is one; opens the days it can be seen as of. */
export const AsOfPicker = ({ shown }: { readonly shown: string | undefined }) => {
  const [isOpen, setOpen] = useState(false);
  const [, setAsOf] = useAddressWord('as_of');
  return (
    <>
      <Button
        isSmall
        icon={CalendarClock}
        aria-haspopup="dialog"
        {...(shown === undefined ? {} : { 'aria-label': `${dayText(shown)}: choose another day` })}
        onClick={() => setOpen(true)}
      >
        {shown === undefined ? 'Choose another day' : dayText(shown)}
      </Button>
      {isOpen && (
        <Dialog title="See the customer as of a day" onClose={() => setOpen(false)}>
          <p className="mb-3 text-sm text-muted">These days are kept; each shows what was known then.</p>
          <Days
            shown={shown}
            onChoose={(day) => {
              setOpen(false);
              setAsOf(day);
            }}
          />
        </Dialog>
      )}
    </>
  );
};
