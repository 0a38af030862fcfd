import { UsageError } from '@audit/contract';
import type { Stage } from './stage.ts';

/**
 * The parameters of a stage as its schema gives them: defaults filled in, unknown names refused.
 *
 * @throws {@link UsageError} naming the parameter that is wrong
 */
export const parseParams = (stage: Stage, params: unknown): Readonly<Record<string, unknown>> => {
  const parsed = stage.params.safeParse(params);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'parameters'}: ${message}`);
  throw new UsageError(`stage ${stage.id}: ${faults.join(', ')}`, 'give the parameters the stage declares', { stage: stage.id });
};
