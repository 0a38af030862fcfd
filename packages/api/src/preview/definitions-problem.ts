import { ConfigError, DefinitionsInvalid } from '@audit/contract';
import { ApiProblem, type FieldFault } from '../http/problem.ts';

const faultsOf = ({ findings }: DefinitionsInvalid): readonly FieldFault[] =>
  findings.slice(0, 50).map(({ path, what, remedy }) => ({
    field: ['body', 'definitions', ...(path === '' ? [] : [path])].join('.'),
    detail: `${what}; ${remedy}`,
  }));

/** What is wrong with definitions, as a problem; any other error is itself. */
export const definitionsProblem = (error: unknown): unknown => {
  if (error instanceof DefinitionsInvalid)
    return new ApiProblem('BAD_DEFINITIONS', 'the definitions break their rules; see errors', { errors: faultsOf(error) });
  return error instanceof ConfigError ? new ApiProblem('BAD_DEFINITIONS', error.message) : error;
};
