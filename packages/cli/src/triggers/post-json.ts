import { NotTold } from './target.ts';

/** Too many requests, or too early, or too slow: not the fault of what was said. */
const passing = new Set([408, 425, 429]);

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return code;
  return cause instanceof Error ? cause.name : 'the connection failed';
};

/**
 * Sends a JSON text to an address, once.
 *
 * @throws {@link NotTold} where there is no answer, or none that says it was taken; final where trying again would not help
 */
export const postJson = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<void> => {
  let response: Response;
  try {
    // A redirection could lead to anybody.
    response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal,
    });
    await response.body?.cancel();
  } catch (cause) {
    throw new NotTold(signal.aborted ? 'it did not answer in time' : `no answer (${reasonOf(cause)})`, { cause });
  }
  const { status, ok } = response;
  if (!ok) throw new NotTold(`it answered ${status}`, { isFinal: status < 500 && !passing.has(status) });
};
