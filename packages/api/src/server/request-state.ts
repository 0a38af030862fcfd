import type { Access } from '../access/scopes.ts';

/** What is known of a request while it is in work. */
export interface RequestState {
  readonly startedAt: number;
  access: Access | undefined;
  cache: 'hit' | 'miss' | 'not_modified' | undefined;
  /** Whether its answer holds personal data. */
  unmasked: boolean;
  problem: string | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    state: RequestState;
  }
}

export const newState = (): RequestState => ({
  startedAt: performance.now(),
  access: undefined,
  cache: undefined,
  unmasked: false,
  problem: undefined,
});
