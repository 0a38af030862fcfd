import { AuditError } from './audit-error.ts';

/** A setting has a wrong name or value. `origin` is where it was written: a file and path of keys, a flag, a variable. */
export class ConfigError extends AuditError {
  readonly code = 'CONFIG';
  readonly exitCode = 2;

  constructor(origin: string, what: string, remedy: string, options?: ErrorOptions) {
    super(`${origin}: ${what}; ${remedy}`, { origin }, options);
  }
}

/** A secret stands as a literal value in a configuration file. Its value is never shown. */
export class SecretInConfig extends AuditError {
  readonly code = 'SECRET_IN_CONFIG';
  readonly exitCode = 2;

  constructor(origin: string, variable: string) {
    super(
      `${origin}: a secret may not be written in a configuration file; remove it and set ${variable}, or ${variable}_FILE to the path of a file that holds it`,
      { origin, variable },
    );
  }
}
