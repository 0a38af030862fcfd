import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ActionRecord } from '../actions/action.ts';
import { actionEntry } from '../actions/action-entry.ts';
import type { Draft, ServiceState } from '../state/service-state.ts';
import { type Connector, NotDelivered } from './connector.ts';
import { type ActionMessage, actionMessage, type DeliveryRecord } from './delivery.ts';

export interface OutboxOptions {
  readonly state: ServiceState;
  readonly connectors: readonly Connector[];
  /** How often something is tried before it is given up. */
  readonly tries: number;
  readonly now: () => number;
  readonly log: Logger;
}

const atOnce = 4;
const tryMs = 10_000;
const firstWaitMs = 1000;
const longestWaitMs = 15 * 60_000;
const graceMs = 500;

/** Of each action the oldest delivery that is to be made: one is told of it in its order. */
const firstOfEach = (deliveries: Iterable<DeliveryRecord>): readonly DeliveryRecord[] => {
  const first = new Map<string, DeliveryRecord>();
  for (const one of deliveries) {
    if (one.state !== 'pending') continue;
    const other = first.get(one.action_id);
    if (other === undefined || one.made_at < other.made_at) first.set(one.action_id, one);
  }
  return [...first.values()];
};

/**
 * Tells connectors what is kept for them, until they have it. A delivery is kept before it is tried and forgotten after it was taken: what a crash cuts off is
 * told once more, under the same id.
 */
export class Outbox implements AsyncDisposable {
  readonly #options: OutboxOptions;
  readonly #stop = new AbortController();
  readonly #inWork = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Whether a delivery is being tried just now. */
  isInWork(id: string): boolean {
    return this.#inWork.has(id);
  }

  /** The connector of an action: the first that takes its rule. */
  connectorOf(rule: string): Connector | undefined {
    return this.#options.connectors.find(({ rules }) => rules.length === 0 || rules.includes(rule));
  }

  connector(name: string): Connector | undefined {
    return this.#options.connectors.find((one) => one.name === name);
  }

  /** Looks for what is due. */
  wake(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const { state, now } = this.#options;
    const next = firstOfEach(state.deliveries.values()).filter(({ id }) => !this.#inWork.has(id));
    for (const delivery of next.filter((one) => Date.parse(one.next_at) <= now())) {
      if (this.#inWork.size >= atOnce) break;
      this.#begin(delivery);
    }
    const waits = next.map((one) => Date.parse(one.next_at) - now()).filter((wait) => wait > 0);
    if (waits.length > 0) this.#timer = setTimeout(() => this.wake(), Math.min(...waits, 60_000)).unref();
  }

  #begin(delivery: DeliveryRecord): void {
    const work = this.#deliver(delivery)
      .catch((error: unknown) => {
        this.#options.log.error({ err: error, delivery: delivery.id }, 'what became of a delivery cannot be kept');
      })
      .finally(() => {
        this.#inWork.delete(delivery.id);
        // A store that fails is not asked again at once.
        if (this.#options.state.deliveries.get(delivery.id)?.tries === delivery.tries)
          this.#timer = setTimeout(() => this.wake(), firstWaitMs).unref();
        else this.wake();
      });
    this.#inWork.set(delivery.id, work);
  }

  async #deliver(delivery: DeliveryRecord): Promise<void> {
    if (delivery.kind === 'execute') await this.#follow(delivery, 'running', {});
    let reference: string | null;
    try {
      reference = await this.#tell(delivery);
    } catch (error) {
      // The server is stopped: what became of it is found out after the next start.
      if (this.#stop.signal.aborted) return;
      return await this.#failed(delivery, error);
    }
    await this.#follow(delivery, delivery.kind === 'execute' ? 'succeeded' : undefined, { delivered: [delivery.id] }, { reference });
  }

  async #tell(delivery: DeliveryRecord): Promise<string | null> {
    const connector = this.connector(delivery.connector);
    if (connector === undefined) throw new NotDelivered(`no connector is named ${delivery.connector} in serve.connectors`);
    const { id, kind } = delivery;
    const message = actionMessage.parse(JSON.parse(delivery.message)) satisfies ActionMessage;
    const known = this.#options.state.actions.get(delivery.action_id);
    const reference = known?.attempt === delivery.attempt ? known.reference : message.reference;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(tryMs)]);
    return await connector.deliver({ id, kind, message: { ...message, reference } }, signal);
  }

  async #failed(delivery: DeliveryRecord, error: unknown): Promise<void> {
    const { tries: most, now, log } = this.#options;
    const isKnown = error instanceof NotDelivered;
    if (!isKnown) log.error({ err: error, delivery: delivery.id }, 'a connector failed');
    const reason = isKnown ? error.message : 'the connector failed; the log of the server has more';
    const tries = delivery.tries + 1;
    const isOver = (isKnown && error.isFinal) || tries >= most;
    log.warn({ delivery: delivery.id, connector: delivery.connector, tries, reason, given_up: isOver }, 'a delivery was not taken');
    const wait = Math.min(firstWaitMs * 2 ** (tries - 1), longestWaitMs) * (0.75 + Math.random() / 4);
    const after: DeliveryRecord = {
      ...delivery,
      tries,
      error: reason,
      state: isOver ? 'dead' : 'pending',
      next_at: new Date(now() + wait).toISOString(),
    };
    await this.#follow(delivery, isOver && delivery.kind === 'execute' ? 'failed' : undefined, { deliveries: [after] }, { error: reason });
  }

  /** Keeps what became of a delivery, and of its action where it is still of the same attempt. */
  async #follow(
    delivery: DeliveryRecord,
    to: 'running' | 'succeeded' | 'failed' | undefined,
    draft: Partial<Draft>,
    said: Partial<Pick<ActionRecord, 'reference' | 'error'>> = {},
  ): Promise<void> {
    await this.#options.state.change(async (at) => {
      const action = this.#options.state.actions.get(delivery.action_id);
      if (to === undefined || action === undefined || action.attempt !== delivery.attempt || action.state === to)
        return await Promise.resolve([{ entries: [], ...draft }, undefined]);
      const next: ActionRecord = { ...action, ...said, state: to, updated_at: at };
      const entry = actionEntry(
        action.state,
        next,
        { actor: 'server', requestId: null },
        said.error === undefined ? null : { error: said.error },
      );
      return [{ ...draft, actions: [next], entries: [entry] }, undefined];
    });
  }

  /** Stops: what is being tried now has a moment to end, else it is tried again after the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const all = Promise.allSettled(this.#inWork.values());
    await Promise.race([all, sleep(graceMs, undefined, { ref: false })]);
    this.#stop.abort();
    await all;
  }
}
