import { ConnectionFault } from './connection-fault.ts';
import type { HttpAnswer } from './http-transport.ts';

/** The one value of a header; of several the first. */
export const headerOf = ({ headers }: Pick<HttpAnswer, 'headers'>, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** A whole body. @throws ConnectionFault for bytes that are no UTF-8: they are no answer of Salesforce */
export const wholeText = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  try {
    for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
    return text + decoder.decode();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new ConnectionFault('ECUT', 'the answer is no UTF-8', { cause });
  }
};

/** JSON that ends early was cut on its way. @throws ConnectionFault */
export const parsedWhole = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConnectionFault('ECUT', 'the answer is no whole JSON', { cause });
  }
};
