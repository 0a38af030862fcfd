/** The `code` of an error of the operating system, such as ENOENT; `undefined` for any other value. */
export const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Its text for a message. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
