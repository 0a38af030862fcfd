import { z } from 'zod';

/** What is known of a setting. */
export interface Setting<T> {
  readonly schema: z.ZodType<T>;
  readonly fallback: T;
  readonly description: string;
  /** What is allowed, as the end of a sentence that begins with "give". */
  readonly expects: string;
  /** How its text in a flag or a variable is read. */
  readonly reads: 'text' | 'count' | 'list';
  /** The flag that sets it; null where there is none. */
  readonly flag: string | null;
  /** False where the environment must not set it, because whoever starts the program would grant himself a right. */
  readonly fromEnvironment: boolean;
}

/** A setting that the environment may set, unless it says otherwise. */
export const setting = <T>(spec: Omit<Setting<T>, 'fromEnvironment'> & { readonly fromEnvironment?: boolean }): Setting<T> => ({
  fromEnvironment: true,
  ...spec,
});

/** A setting that is one of a few words. @param flag the flag that sets it */
export const choice = <const O extends readonly [string, ...string[]]>(
  flag: string,
  options: O,
  fallback: O[number],
  description: string,
) =>
  setting<O[number]>({
    schema: z.enum(options),
    fallback,
    description,
    expects: `one of ${options.join(', ')}`,
    reads: 'text',
    flag,
  });
