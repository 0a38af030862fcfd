import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'wouter';
import { customerQuery } from '../api/queries.ts';
import { profileQuery } from '../api/report-queries.ts';
import type { ProfileVersion } from '../api/reports.ts';
import { PageTitle } from '../app/page-title.tsx';
import { useAddressWord } from '../app/use-address-word.ts';
import { Banner } from '../components/banner.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Select } from '../components/select.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { isMasked, nameOf } from '../customer/customer-name.tsx';
import { plural } from '../format/numbers.ts';
import { hasMasked, instantOf, profilesOf, startOf } from './profile-version.ts';
import { ProfileWhole } from './profile-whole.tsx';
import { TimeControls } from './time-controls.tsx';
import { VersionHistory } from './version-history.tsx';

const nameOfProfile = (number: number, version: ProfileVersion | undefined): string => {
  const id = version?.['customer_id'];
  return typeof id === 'string' && !isMasked(id) ? id : `Profile ${number}`;
};

const History = ({ customerId, versions }: { readonly customerId: string; readonly versions: readonly ProfileVersion[] }) => {
  const [atWord, setAt] = useAddressWord('at');
  const [knownWord, setKnown] = useAddressWord('known');
  const [chosen, setChosen] = useAddressWord('profile');
  const [, setSearch] = useSearchParams();
  const now = (): void =>
    setSearch((before) => new URLSearchParams([...before].filter(([name]) => name !== 'at' && name !== 'known')), { replace: true });
  const profiles = profilesOf(versions);
  const profile = profiles.has(Number(chosen)) ? Number(chosen) : ([...profiles.keys()][0] ?? 1);
  const own = profiles.get(profile) ?? [];
  const latest = own.at(-1);
  const [at, known] = [instantOf(atWord) === undefined ? '' : atWord, instantOf(knownWord) === undefined ? '' : knownWord];
  const asked = instantOf(at);
  const shown = known !== '' ? undefined : asked === undefined ? latest : own.findLast((version) => startOf(version) <= asked);
  if (latest === undefined) return null;
  return (
    <>
      {own.some(hasMasked) && (
        <Banner kind="partial">
          Names, date of birth and evidence are personal data and hidden: your key has no scope{' '}
          <code className="font-mono text-xs">unmask</code>. Whether they changed cannot be told.
        </Banner>
      )}
      {profiles.size > 1 && (
        <Select
          label="Person"
          value={String(profile)}
          options={[...profiles].map(([number, [first]]) => [String(number), nameOfProfile(number, first)] as const)}
          onChoose={setChosen}
        />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title="The profile at a time">
          <TimeControls versions={own} at={at} known={known} onAt={setAt} onKnown={setKnown} onNow={now} />
          <div className="mt-4 border-t border-line pt-4" aria-live="polite">
            <ProfileWhole customerId={customerId} profile={profile} at={at} known={known} latest={latest} />
          </div>
        </Card>
        <Card title="What changed" aside={<span className="text-sm text-muted">{plural(own.length, 'version')}, as known today</span>}>
          <VersionHistory versions={own} shown={shown === undefined ? undefined : startOf(shown)} onShow={setAt} />
        </Card>
      </div>
    </>
  );
};

/** The history of the profiles of a customer: what changed, what was in force when, and what was known of it. */
export const ProfilePage = () => {
  const { id } = useParams<{ id: string }>();
  const { data: customer } = useQuery(customerQuery(id));
  const query = useQuery(profileQuery(id));
  const name = nameOf(customer ?? { id, name: null });
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-col gap-3">
        <nav aria-label="Breadcrumb" className="flex gap-2 text-sm text-muted">
          <Link href="/customers" className="inline-block py-0.5 underline decoration-line underline-offset-4 hover:text-ink">
            Customers
          </Link>
          <span aria-hidden className="py-0.5">
            /
          </span>
          <Link
            href={`/customers/${encodeURIComponent(id)}`}
            className="inline-block py-0.5 underline decoration-line underline-offset-4 hover:text-ink"
          >
            {name}
          </Link>
        </nav>
        <PageTitle title="Profile history">
          <span className="text-base font-normal text-muted">{name}</span>
        </PageTitle>
      </header>
      <Loaded query={query} skeleton={<Skeleton size="h-80" count={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title="There is no profile of this customer"
              command="audit profile load profiles.ndjson --extract-ts 2026-10-01T00:00:00Z"
            >
              Profiles are of people, and belong to a customer by an id that an account has as its number. Load a delivery of them, then
              publish with audit run.
            </EmptyState>
          ) : (
            <History customerId={id} versions={items} />
          )
        }
      </Loaded>
    </div>
  );
};
