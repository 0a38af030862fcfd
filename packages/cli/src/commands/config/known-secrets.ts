import { type Resolved, secretVariables } from '@audit/contract';

/** The secrets that are set, by the variable that names them; their values are never shown, and files that hold them not read. */
export const knownSecrets = (env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, Resolved<string>>> =>
  Object.fromEntries(
    secretVariables.flatMap((variable): readonly (readonly [string, Resolved<string>])[] => {
      const given = [variable, `${variable}_FILE`].filter((name) => env[name] !== undefined && env[name] !== '');
      return given.length === 0 ? [] : [[variable, { value: '***', origin: `env ${given.join(' and ')}` }]];
    }),
  );
