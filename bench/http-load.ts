/** A generator of requests that costs little beside the server it asks: kept connections, answers counted by their Content-Length, nothing else read. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Milliseconds answers took, from when they were due, and how many were none or no success. */
export interface Load {
  readonly times: readonly number[];
  readonly failed: number;
  readonly bytes: number;
  /** Of the generator, as a share of the time it took. */
  readonly ownCpu: number;
}

const endOfHead = Buffer.from('\r\n\r\n');

/** One connection: one request at a time. */
class Client {
  readonly #socket: Socket;
  #parts: Buffer[] = [];
  #have = 0;
  #need = -1;
  #status = 0;
  #answered: ((bytes: number) => void) | undefined;
  #broken: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (part) => this.#read(part));
    socket.on('error', (error) => this.#broken?.(error));
    socket.on('close', () => this.#broken?.(new Error('the server closed the connection')));
  }

  static async open(port: number): Promise<Client> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Client(socket);
  }

  /** A server closes connections that were not used for some seconds. */
  get isOpen(): boolean {
    return this.#socket.readyState === 'open';
  }

  /** @returns bytes of the body */
  async ask(path: string): Promise<number> {
    return await new Promise((resolve, reject) => {
      [this.#answered, this.#broken] = [resolve, reject];
      this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    });
  }

  close(): void {
    this.#broken = undefined;
    this.#socket.destroy();
  }

  #read(part: Buffer): void {
    this.#parts.push(part);
    this.#have += part.length;
    if (this.#need < 0) this.#readHead();
    if (this.#need < 0 || this.#have < this.#need) return;
    const bytes = this.#need;
    [this.#parts, this.#have, this.#need] = [[], 0, -1];
    if (this.#status === 200) this.#answered?.(bytes);
    else this.#broken?.(new Error(`the answer is a ${this.#status}`));
  }

  #readHead(): void {
    const head = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    this.#parts = [head];
    const end = head.indexOf(endOfHead);
    if (end < 0) return;
    const text = head.toString('latin1', 0, end);
    this.#status = Number(text.slice(9, 12));
    this.#need = end + endOfHead.length + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
  }
}

const cpuSince = (from: NodeJS.CpuUsage, started: number): number => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000 / (performance.now() - started);
};

/** Asks at a rate whatever the answers take, as many people do: times are from when a request was due, so that a late generator hides nothing. */
export const steady = async (port: number, path: () => string, { rate, seconds }: { rate: number; seconds: number }): Promise<Load> => {
  const free: Client[] = [];
  const [times, waiting] = [[] as number[], [] as Promise<void>[]];
  let [failed, bytes] = [0, 0];
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  const one = async (due: number): Promise<void> => {
    let client = free.pop();
    while (client !== undefined && !client.isOpen) client = free.pop();
    client ??= await Client.open(port);
    try {
      bytes += await client.ask(path());
      // A timer may be early by a part of a millisecond.
      times.push(Math.max(0, performance.now() - due));
      free.push(client);
    } catch {
      failed++;
      client.close();
    }
  };
  for (let n = 0; n < rate * seconds; n++) {
    const due = started + (n * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    waiting.push(one(due));
  }
  await Promise.all(waiting);
  for (const client of free) client.close();
  return { times, failed, bytes, ownCpu: cpuSince(cpu, started) };
};

/** As many requests as are answered, so many at once. */
export const saturate = async (
  port: number,
  path: () => string,
  { atOnce, seconds }: { atOnce: number; seconds: number },
): Promise<Load> => {
  const clients = await Promise.all(Array.from({ length: atOnce }, async () => await Client.open(port)));
  const times: number[] = [];
  let bytes = 0;
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  const until = started + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      for (let begun = performance.now(); begun < until; begun = performance.now()) {
        bytes += await client.ask(path());
        times.push(performance.now() - begun);
      }
    }),
  );
  for (const client of clients) client.close();
  return { times, failed: 0, bytes, ownCpu: cpuSince(cpu, started) };
};
