import { isLoopback } from '@audit/contract';
import { ApiProblem } from '../http/problem.ts';

/** What of a request tells which page made it. */
export interface Origins {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/** A header Host: the name, or an address of IPv6 in brackets, and perhaps a port. */
const hostForm = /^(\[[\da-f:]+\]|[\w.-]+)(?::\d{1,5})?$/;

const namesThisMachine = (host: string | undefined): host is string => {
  const hostname = hostForm.exec(host?.toLowerCase() ?? '')?.[1];
  return hostname !== undefined && isLoopback({ hostname });
};

/**
 * Without keys everything on this machine may ask, and so might every page in a browser on it: by a name that leads here (DNS rebinding), or by a form. A
 * request must name this machine, and one that changes something must come from the server’s own pages or from no page.
 *
 * @throws {@link ApiProblem} 403
 */
export const guardLoopback = ({ method, host, origin }: Origins): void => {
  if (!namesThisMachine(host))
    throw new ApiProblem(
      'NOT_THIS_MACHINE',
      'without keys the server answers to the names localhost and 127.0.0.1 only; make a key with "audit key create"',
    );
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || origin === undefined) return;
  if (origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    throw new ApiProblem(
      'NOT_THIS_MACHINE',
      'without keys only the server’s own pages may change something; make a key with "audit key create"',
    );
};
