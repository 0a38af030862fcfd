import { CircleHelp } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '../components/button.tsx';
import { CustomerSearch } from '../search/customer-search.tsx';
import { FreshnessChip } from './freshness-chip.tsx';
import { Nav } from './nav.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

/** Name, pages, search, freshness, theme and help: the same on every page. */
export const Header = ({ onHelp }: { readonly onHelp: () => void }) => (
  <header className="z-20 border-b border-line bg-surface lg:sticky lg:top-0">
    <div className="mx-auto flex max-w-[100rem] flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 lg:flex-nowrap lg:px-6">
      <Link href="/" className="inline-flex min-h-8 items-center gap-2 text-lg font-semibold">
        <svg aria-hidden viewBox="0 0 16 16" className="size-5">
          <rect width="16" height="16" rx="3.5" className="fill-accent" />
          <path d="M4 11V8.5M8 11V5M12 11V7" className="stroke-on-accent" strokeWidth="2" strokeLinecap="round" />
        </svg>
        audit
      </Link>
      <div className="order-last w-full sm:order-none sm:w-auto">
        <Nav />
      </div>
      <div className="order-last w-full lg:order-none lg:mx-auto lg:max-w-md">
        <CustomerSearch />
      </div>
      <div className="ml-auto flex items-center gap-1 lg:ml-0">
        <FreshnessChip />
        <ThemeToggle />
        <Button look="ghost" iconOnly icon={CircleHelp} onClick={onHelp}>
          Keyboard help
        </Button>
      </div>
    </div>
  </header>
);
