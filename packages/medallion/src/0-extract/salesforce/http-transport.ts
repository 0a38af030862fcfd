import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ConnectionFault } from './connection-fault.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The answer of a server, its body not read yet. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body, decompressed. It fails where the connection ends before the body does. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes of the body that came so far, before decompression. */
  received(): number;
}

/** Connections that are kept for the next request. Redirects are answers like others: nobody is followed with a token in hand. */
export class HttpTransport implements Disposable {
  readonly #http = new HttpAgent({ keepAlive: true });
  readonly #https = new HttpsAgent({ keepAlive: true });
  readonly #silenceMillis: number;

  /** @param silenceMillis silence on a connection for so long is its end */
  constructor(silenceMillis: number) {
    this.#silenceMillis = silenceMillis;
  }

  /** Sends a request. Errors are Node's own. */
  async send({ method, url, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
    const isHttps = url.protocol === 'https:';
    const options = { method, headers, agent: isHttps ? this.#https : this.#http, signal, timeout: this.#silenceMillis };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = (isHttps ? requestHttps : requestHttp)(url, options, resolve);
      request.on('timeout', () =>
        request.destroy(new ConnectionFault('ESILENCE', `nothing came for ${this.#silenceMillis / 1000} seconds`)),
      );
      request.on('error', reject);
      request.end(body);
    });
    return { status: answer.statusCode ?? 0, headers: answer.headers, ...decoded(answer) };
  }

  [Symbol.dispose](): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

const decoded = (answer: IncomingMessage): Pick<HttpAnswer, 'body' | 'received'> => {
  let received = 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      received += chunk.length;
      yield chunk;
    }
  }
  // Of an error in the pipeline whoever reads its end is told.
  const unpacked = (): AsyncIterable<Uint8Array> => pipeline(answer, counted, createGunzip(), () => undefined);
  const body = answer.headers['content-encoding'] === 'gzip' ? unpacked() : counted(answer);
  return { body, received: () => received };
};
