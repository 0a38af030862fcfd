import { Building2, Database, LayoutDashboard, ListChecks, type LucideIcon } from 'lucide-react';
import { type ComponentType, lazy } from 'react';

/** A page: where it is, and how it is loaded. One with a label stands in the navigation. */
export interface PageRoute {
  readonly path: string;
  readonly page: ComponentType;
  readonly nav?: { readonly label: string; readonly icon: LucideIcon };
}

/** Every page. A new one is a line here: a chunk of its own, loaded when it is opened. */
export const routes: readonly PageRoute[] = [
  {
    path: '/',
    page: lazy(async () => ({ default: (await import('../overview/overview-page.tsx')).OverviewPage })),
    nav: { label: 'Overview', icon: LayoutDashboard },
  },
  {
    path: '/customers',
    page: lazy(async () => ({ default: (await import('../customers/customers-page.tsx')).CustomersPage })),
    nav: { label: 'Customers', icon: Building2 },
  },
  {
    path: '/customers/:id',
    page: lazy(async () => ({ default: (await import('../customer/customer-page.tsx')).CustomerPage })),
  },
  {
    path: '/customers/:id/profile',
    page: lazy(async () => ({ default: (await import('../profile/profile-page.tsx')).ProfilePage })),
  },
  {
    path: '/rules',
    page: lazy(async () => ({ default: (await import('../rules/rules-page.tsx')).RulesPage })),
    nav: { label: 'Rules', icon: ListChecks },
  },
  {
    path: '/data',
    page: lazy(async () => ({ default: (await import('../data/data-page.tsx')).DataPage })),
    nav: { label: 'Data', icon: Database },
  },
];
