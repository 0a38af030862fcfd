import { Link, useLocation } from 'wouter';
import { classNames } from '../components/class-names.ts';
import { routes } from './routes.ts';

/** The pages there are. */
export const Nav = () => {
  const [location] = useLocation();
  const isHere = (path: string): boolean => location === path || (path !== '/' && location.startsWith(`${path}/`));
  return (
    <nav aria-label="Pages">
      <ul className="flex gap-1">
        {routes.map(({ path, nav }) =>
          nav === undefined ? null : (
            <li key={path}>
              <Link
                href={path}
                aria-current={isHere(path) ? 'page' : undefined}
                className={classNames(
                  'inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium sm:px-2.5',
                  isHere(path) ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-ink',
                )}
              >
                <nav.icon aria-hidden size={16} className="hidden sm:block" />
                {nav.label}
              </Link>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
};
