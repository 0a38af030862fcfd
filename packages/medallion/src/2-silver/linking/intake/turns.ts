import { setImmediate } from 'node:timers/promises';
import { Assertion } from '@audit/contract';

/** For so long a turn keeps this thread from whatever else waits for it. */
const turnMs = 5;

/** Long work in turns: between them this thread asks the engine, which computes on threads of its own, for the next thing. */
export class Turns {
  #begun = performance.now();
  #isGivenUp = false;

  get isOver(): boolean {
    return performance.now() - this.#begun >= turnMs;
  }

  /** Lets others go first. @throws {@link Assertion} after the work was given up, which nobody waits for any more */
  async pass(): Promise<void> {
    await setImmediate();
    if (this.#isGivenUp) throw new Assertion('a turn of work that was given up');
    this.#begun = performance.now();
  }

  giveUp(): void {
    this.#isGivenUp = true;
  }
}
