import { useQuery } from '@tanstack/react-query';
import { profileAtQuery } from '../api/report-queries.ts';
import type { ProfileVersion } from '../api/reports.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { dayText } from '../format/dates.ts';
import { ProfileCell } from './profile-cell.tsx';
import { cellText, columnsOf, endOf, instantOf, labelOf, startOf } from './profile-version.ts';

/** A column of free text beside an enumeration, of which nothing is given, says nothing. */
const isTold = (version: ProfileVersion, name: string): boolean => !name.endsWith('_other') || version[name] !== null;

const Whole = ({ version }: { readonly version: ProfileVersion }) => {
  const [start, end] = [startOf(version), endOf(version)];
  return (
    <>
      <p className="mb-3 text-sm text-muted">
        {`In force from ${dayText(start)} ${end === undefined ? 'on' : `to ${dayText(end)}`}`}
        {typeof version['load_ts'] === 'string' && `; loaded ${dayText(version['load_ts'])}`}
      </p>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-6 gap-y-2 text-sm">
        {columnsOf(version)
          .filter((name) => isTold(version, name))
          .map((name) => (
            <div key={name} className="min-w-0">
              <dt className="text-xs text-muted">{labelOf(name)}</dt>
              <dd className="min-h-6 wrap-anywhere">
                <ProfileCell label={labelOf(name)} text={cellText(name, version[name])} />
              </dd>
            </div>
          ))}
      </dl>
    </>
  );
};

interface ProfileWholeProps {
  readonly customerId: string;
  /** Number of the profile among those of the customer. */
  readonly profile: number;
  /** Day or instant; empty: the latest version there is. */
  readonly at: string;
  /** Day; empty: as known today. */
  readonly known: string;
  readonly latest: ProfileVersion;
}

/** The profile in force at a time, as known at another, as the API tells it. */
export const ProfileWhole = ({ customerId, profile, at, known, latest }: ProfileWholeProps) => {
  const [asked, knownAt] = [instantOf(at) ?? startOf(latest), instantOf(known)];
  const query = useQuery(profileAtQuery(customerId, { at: asked, ...(knownAt === undefined ? {} : { known_at: knownAt }) }));
  return (
    <Loaded query={query} skeleton={<Skeleton size="h-64" />}>
      {({ items }) => {
        const version = items.find((one) => Number(one['profile']) === profile);
        if (version !== undefined) return <Whole version={version} />;
        return (
          <EmptyState title={knownAt === undefined ? 'Nothing was in force then' : `Nothing was known of that day on ${dayText(knownAt)}`}>
            {knownAt === undefined
              ? `The first version begins on a later day. Choose a later one.`
              : 'What is in force by what is known today was loaded later. Choose a later day of knowing, or today.'}
          </EmptyState>
        );
      }}
    </Loaded>
  );
};
