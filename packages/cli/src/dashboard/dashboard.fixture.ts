import { openServedLake, type ServedLake } from '../commands/serve/served-lake.fixture.ts';
import { startBrowser, type Tab, type TabOptions } from './browser.fixture.ts';

/** Customers of the recorded case: one with alerts and recommendations, one with a profile of two versions. */
export const mill = '942fa2df-925d-5fa1-95bc-74d33bae6588';
export const harbour = '8d660af8-0ee6-5319-92e5-415d5a0e016e';
/** Every page there is. */
export const pages = ['/', '/customers', `/customers/${mill}`, `/customers/${harbour}/profile`, '/rules', '/data'] as const;
/** The morning after the day the recorded data are of: nothing is old. */
export const morning = '2026-02-01T08:00:00Z';

/** For tests: the recorded case, served with names shown, and a browser. */
export interface OpenDashboard extends AsyncDisposable {
  readonly served: ServedLake;
  readonly open: (path: string, options?: TabOptions) => Promise<Tab>;
}

const settings = { privacy: { unmask_roles: ['steward'] }, serve: { requests_at_once: 1000, requests_per_second: 1000 } };

export const openDashboard = async (): Promise<OpenDashboard> => {
  const [served, browser] = await Promise.all([openServedLake(settings, { AUDIT_ROLE: 'steward' }), startBrowser()]);
  return {
    served,
    open: async (path, options) => await browser.open(served.url + path, options),
    [Symbol.asyncDispose]: async () => {
      await browser[Symbol.asyncDispose]();
      await served[Symbol.asyncDispose]();
    },
  };
};
