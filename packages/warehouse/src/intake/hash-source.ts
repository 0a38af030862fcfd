import { Assertion } from '@audit/contract';
import { CountedInput } from './counted-input.ts';
import type { InputSource } from './input-source.ts';

/**
 * SHA-256 and size of a file as given, without landing it: to know content that is already loaded. `landFile` computes the
 * sum again over the bytes it lands, so a file that changes in between is noticed.
 */
export const hashSource = async (source: InputSource): Promise<{ readonly sha256: string; readonly bytes: number }> => {
  if (source.path === null) throw new Assertion('a stream can be read only once, by landFile', { source: source.label });
  const input = new CountedInput(await source.open());
  try {
    return { sha256: await input.sha256(), bytes: input.bytes };
  } finally {
    await input.close();
  }
};
