/** A changed profile as others are told of it: its id and its JSON, which holds no value of a personal column. */
export interface ToldEvent {
  readonly eventId: string;
  readonly recordedTs: string;
  readonly json: string;
}

/** Somebody who is told of changed profiles. */
export interface Target {
  readonly name: string;
  /** Most events at a time. */
  readonly atOnce: number;
  /**
   * Tells it of some events, in their order. Whatever fails, they are told once more.
   *
   * @param signal aborts when the time is up, or the run is interrupted
   * @throws {@link NotTold}
   */
  tell(events: readonly ToldEvent[], signal: AbortSignal): Promise<void>;
}

/** A target did not take what it was told. */
export class NotTold extends Error {
  /** Whether it would refuse the same again. */
  readonly isFinal: boolean;

  constructor(reason: string, { isFinal = false, cause }: { readonly isFinal?: boolean; readonly cause?: unknown } = {}) {
    super(reason, { cause });
    this.isFinal = isFinal;
  }
}
