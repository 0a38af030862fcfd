import { ConfigError, parseNamedJson, readNamedFile } from '@audit/contract';
import { z } from 'zod';
import { type Fault, faultKinds } from './fault.ts';

const planned = z.strictObject({
  on: z.strictObject({
    path: z.string().exactOptional(),
    pattern: z.string().exactOptional(),
    method: z.string().exactOptional(),
    nth: z.int().positive().default(1),
    times: z.int().positive().exactOptional(),
  }),
  kind: z.enum(faultKinds),
  status: z.int().min(100).max(599).exactOptional(),
  errorCode: z.string().exactOptional(),
  message: z.string().exactOptional(),
  body: z.string().exactOptional(),
  headers: z.record(z.string(), z.string()).exactOptional(),
  millis: z.int().nonnegative().exactOptional(),
  bytes: z.int().nonnegative().exactOptional(),
});
const plan = z.array(planned);

const patternOf = (origin: string, source: string): RegExp => {
  try {
    return new RegExp(source);
  } catch (error) {
    throw new ConfigError(origin, `"${source}" is no regular expression`, 'correct it', { cause: error });
  }
};

/** Faults from parsed JSON; `pattern` is a regular expression where `path` is plain text. @throws {@link ConfigError} naming the place */
export const parseFaults = (origin: string, value: unknown): readonly Fault[] => {
  const parsed = plan.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(
      `${origin}: ${issue?.path.join('.') ?? ''}`,
      issue?.message ?? 'no fault plan',
      'see docs/salesforce-simulator.md',
    );
  }
  return parsed.data.map(({ on: { pattern, path, ...on }, ...fault }) => ({
    ...fault,
    on: {
      ...on,
      ...(pattern === undefined ? (path === undefined ? {} : { path }) : { path: patternOf(origin, pattern) }),
    },
  }));
};

/** A fault plan file: a JSON array of faults. @throws FileMissing @throws FileUnreadable @throws {@link ConfigError} */
export const readFaultPlan = (path: string): readonly Fault[] =>
  parseFaults(path, parseNamedJson(readNamedFile(path, path).toString(), path, 'correct it'));
