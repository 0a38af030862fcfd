import { UsageError } from '@audit/contract';

/** Said of a lake that no profile was ever loaded into. */
export const noProfiles = (): UsageError =>
  new UsageError('the lake holds no customer profile', 'load a batch with "audit profile load" first');
