import { Check, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Customer } from '../api/customer360.ts';
import { PageTitle } from '../app/page-title.tsx';
import { Band } from '../components/band.tsx';
import { Button } from '../components/button.tsx';
import { plural } from '../format/numbers.ts';
import { AsOfPicker } from './as-of-picker.tsx';
import { HiddenMark, isMasked, nameOf } from './customer-name.tsx';

const CopyId = ({ id }: { readonly id: string }) => {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <span className="inline-flex items-center gap-1">
      <code className="font-mono text-xs break-all">{id}</code>
      <span className="-my-1">
        <Button look="ghost" iconOnly icon={isCopied ? Check : Copy} onClick={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy the id'}
        </Button>
      </span>
    </span>
  );
};

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="flex min-h-6 items-center wrap-anywhere">{children}</dd>
  </div>
);

const accountsText = ({ accounts, aliases, linkage_confidence }: Customer): string =>
  [
    accounts.length === 1 ? '1 account' : `${plural(accounts.length, 'account')}, ${linkage_confidence} % sure`,
    ...(aliases.length === 0 ? [] : [`${plural(aliases.length, 'id')} merged`]),
  ].join('; ');

/** Who it is: name, bands, owner, ids, linked accounts, and the day the page is of. */
export const CustomerHeader = ({ customer }: { readonly customer: Customer }) => {
  const { id, name, owner, industry, segment, region, country, website, scores, as_of } = customer;
  return (
    <header className="flex flex-col gap-3">
      <nav aria-label="Breadcrumb" className="text-sm">
        <Link href="/customers" className="inline-block py-0.5 text-muted underline decoration-line underline-offset-4 hover:text-ink">
          Customers
        </Link>
      </nav>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <PageTitle title={nameOf(customer)}>{isMasked(name) && <HiddenMark what="name" />}</PageTitle>
        <span className="flex flex-wrap gap-1.5">
          {scores.map((score) => (
            <Band key={score.name} scale="band" level={score.band} label={score.label} />
          ))}
        </span>
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        <Fact label="Owner">{isMasked(owner) ? <HiddenMark what="owner" /> : (owner ?? 'nobody')}</Fact>
        {segment !== null && <Fact label="Segment">{segment}</Fact>}
        {industry !== null && <Fact label="Industry">{industry}</Fact>}
        {(region ?? country) !== null && <Fact label="Region">{[region, country].filter(Boolean).join(', ')}</Fact>}
        {website !== null && <Fact label="Website">{website.replace(/^https?:\/\/(?:www\.)?/, '')}</Fact>}
        <Fact label="Profiles">
          <Link
            href={`/customers/${encodeURIComponent(id)}/profile`}
            className="inline-block py-0.5 underline decoration-line underline-offset-4 hover:text-accent"
          >
            Profile history
          </Link>
        </Fact>
        <Fact label="Made of">{accountsText(customer)}</Fact>
        <Fact label="Master id">
          <CopyId id={id} />
        </Fact>
        <Fact label="As of">
          <AsOfPicker shown={as_of} />
        </Fact>
      </dl>
    </header>
  );
};
