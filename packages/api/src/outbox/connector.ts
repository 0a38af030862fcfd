import type { ActionMessage } from './delivery.ts';

/** What a connector is told. */
export interface Told {
  /** The same for every try of a delivery; another one for each attempt, and for its cancellation. */
  readonly id: string;
  readonly kind: 'execute' | 'cancel';
  readonly message: ActionMessage;
}

/** Whoever carries out actions: a log, a webhook, a CRM. */
export interface Connector {
  readonly name: string;
  /** Rules whose actions it takes; all where none is named. */
  readonly rules: readonly string[];
  /** Whether it can take back what it was told. */
  readonly canCancel: boolean;
  /**
   * Tells it. It may be told the same twice, after a crash: by the id it does it once.
   *
   * @returns what the receiver calls it, where it says so @throws {@link NotDelivered}
   */
  deliver(told: Told, signal: AbortSignal): Promise<string | null>;
}

/** A connector did not take what it was told. */
export class NotDelivered extends Error {
  /** Whether it would refuse the same again. */
  readonly isFinal: boolean;

  /** @param reason without a secret or a value that may identify a person: it is shown and kept */
  constructor(reason: string, { isFinal = false, cause }: { readonly isFinal?: boolean; readonly cause?: unknown } = {}) {
    super(reason, { cause });
    this.isFinal = isFinal;
  }
}
