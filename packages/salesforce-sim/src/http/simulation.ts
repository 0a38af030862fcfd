import type { BulkJobs } from '../bulk/bulk-jobs.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Credentials } from '../oauth/credentials.ts';
import type { Sessions } from '../oauth/sessions.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { Cursors } from '../rest/cursors.ts';
import type { SimulatedOrg } from '../simulated-org.ts';
import type { Quota } from './quota.ts';

/** Everything a running simulator holds. */
export interface Simulation {
  readonly organisation: Organisation;
  readonly org: SimulatedOrg;
  readonly credentials: Credentials;
  readonly allowPassword: boolean;
  readonly sessions: Sessions;
  readonly quota: Quota;
  readonly faults: FaultPlan;
  readonly cursors: Cursors;
  readonly jobs: BulkJobs;
  /** `http://127.0.0.1:PORT`, known once it listens. */
  readonly url: () => string;
}
