import type { Fault } from './fault.ts';

const matches = ({ on }: Fault, method: string, path: string): boolean => {
  if (on.method !== undefined && on.method !== method) return false;
  if (on.path === undefined) return true;
  return typeof on.path === 'string' ? path.includes(on.path) : on.path.test(path);
};

/** Planned faults, each with the count of the requests it has seen. */
export class FaultPlan {
  readonly #planned: { readonly fault: Fault; seen: number }[] = [];

  constructor(faults: readonly Fault[]) {
    this.add(faults);
  }

  /** More faults, counted from now on. */
  add(faults: readonly Fault[]): void {
    for (const fault of faults) this.#planned.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  /** The fault that happens to this request, the first planned of several. Each counts every request that matches. */
  strike(method: string, path: string): Fault | undefined {
    const due = this.#planned.filter((planned) => {
      if (!matches(planned.fault, method, path)) return false;
      planned.seen += 1;
      const { nth, times = 1 } = planned.fault.on;
      return planned.seen >= nth && planned.seen < nth + times;
    });
    return due[0]?.fault;
  }
}
