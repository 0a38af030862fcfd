import { type Decision, type LinkRule, linkRules, type LinkStatus } from './link.ts';

const statuses: readonly LinkStatus[] = ['auto', 'review', 'refused'];

/** Decisions as numbers, with a list of the reasons there are: millions of them fit in memory. */
export class LinkCodes {
  readonly #reasons: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** There are few different ones. */
  readonly #decisions = new Map<number, Decision>();

  /** A number above 0; 0 stands for no decision. */
  code({ type, status, rule, fired, confidence, reason }: Decision): number {
    let number = this.#numbers.get(reason);
    if (number === undefined) {
      number = this.#reasons.push(reason) - 1;
      this.#numbers.set(reason, number);
    }
    const bits = fired.reduce((sum, one) => sum + 2 ** linkRules.indexOf(one), 0);
    // In a double: 1 bit of type, 2 of status, 3 of rule, 7 of confidence, 8 of fired rules, the rest of reasons.
    return (
      1 +
      (type === 'related' ? 1 : 0) +
      2 * (statuses.indexOf(status) + 4 * (linkRules.indexOf(rule) + 8 * (confidence + 128 * (bits + 256 * number))))
    );
  }

  decision(code: number): Decision | undefined {
    if (code === 0) return undefined;
    let decision = this.#decisions.get(code);
    if (decision === undefined) this.#decisions.set(code, (decision = this.#decode(code)));
    return decision;
  }

  #decode(code: number): Decision {
    let rest = code - 1;
    const take = (size: number): number => {
      const value = rest % size;
      rest = Math.floor(rest / size);
      return value;
    };
    const type = take(2) === 1 ? 'related' : 'same';
    const status = statuses[take(4)]!;
    const rule = linkRules[take(8)]!;
    const confidence = take(128);
    const bits = take(256);
    const fired: LinkRule[] = linkRules.filter((_, at) => (bits & (1 << at)) !== 0);
    return { type, status, rule, confidence, fired, reason: this.#reasons[rest]! };
  }
}
