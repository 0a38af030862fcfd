import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Skeleton } from '../components/skeleton.tsx';
import { Toasts } from '../components/toasts.tsx';
import { useIsSettled } from './freshness.ts';
import { Header } from './header.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { routes } from './routes.ts';
import { StateBanners } from './state-banners.tsx';
import { useNewVersions } from './use-new-versions.ts';
import { useShortcut } from './use-shortcut.ts';

/** Begins at the top of a page that is opened, for eyes and for the keyboard. */
const useBeginning = (location: string) => {
  const main = useRef<HTMLElement>(null);
  const last = useRef(location);
  useEffect(() => {
    if (last.current === location) return;
    last.current = location;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [location]);
  return main;
};

/** Until the file of the page is there. */
const PagePlaceholder = () => (
  <>
    <h1 className="sr-only">Loading the page</h1>
    <Skeleton size="h-40" count={3} />
  </>
);

/** What is around every page. */
export const Shell = () => {
  const [location] = useLocation();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const main = useBeginning(location);
  const isSettled = useIsSettled();
  useNewVersions();
  useShortcut('?', openHelp);
  return (
    <>
      <a
        href="#main"
        className="sr-only z-40 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <Header onHelp={openHelp} />
      <main
        ref={main}
        id="main"
        tabIndex={-1}
        className="mx-auto flex max-w-[100rem] flex-col gap-4 px-4 py-4 outline-none lg:px-6 lg:py-5"
      >
        <StateBanners />
        <div className={isSettled ? '' : 'invisible'}>
          <PageBoundary key={location}>
            <Suspense fallback={<PagePlaceholder />}>
              <Switch>
                {routes.map(({ path, page }) => (
                  <Route key={path} path={path} component={page} />
                ))}
                <Route component={NotFoundPage} />
              </Switch>
            </Suspense>
          </PageBoundary>
        </div>
      </main>
      {isHelpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
      <KeyDialog />
      <Toasts />
    </>
  );
};
