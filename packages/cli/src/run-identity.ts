import { randomBytes } from 'node:crypto';
import { formatInstant, type Micros, parseInstant, runId, runIdEntropyBytes, UsageError } from '@audit/contract';
import type { CommandContext } from './context.ts';

/** Who a run is: its command, its fixed clock, and a name no other run has. */
export interface RunIdentity {
  readonly runId: string;
  readonly command: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
}

/** The run’s clock. @throws {@link UsageError} when AUDIT_CLOCK is no instant */
const clockOf = (context: CommandContext): Micros => {
  const parsed = parseInstant(context.now());
  if (parsed === undefined || parsed.naive) {
    throw new UsageError(
      `AUDIT_CLOCK is "${context.now()}"`,
      'set it to an ISO instant with an offset, such as 2026-01-31T00:00:00Z, or unset it',
    );
  }
  return parsed.micros;
};

/** The identity of a run at an instant. @param entropy what tells it from others of that instant */
export const identityAt = (micros: Micros, entropy: Uint8Array, command: string): RunIdentity => {
  const clock = formatInstant(micros);
  return { runId: runId(micros, entropy), command, clock: clock.includes('.') ? clock : clock.replace('Z', '.000000Z') };
};

/** The identity of a run that starts now. */
export const runIdentity = (context: CommandContext, command: string): RunIdentity =>
  identityAt(clockOf(context), randomBytes(runIdEntropyBytes), command);
