import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';
import type { ServiceState } from '../state/service-state.ts';
import { measureActions } from './action-metrics.ts';
import { Prometheus } from './prometheus.ts';

const presentMs = 5 * 60_000;

/** What the service measures of itself and of the customer base. */
export class ServiceMetrics implements Disposable {
  readonly #prometheus = new Prometheus();
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  readonly #seen = new Map<string, number>();
  readonly #now: () => number;
  readonly #duration = this.#prometheus.histogram('audit_http_request_duration_seconds', 'Time of a request by route, method and status', [
    'route',
    'method',
    'status',
  ]);
  readonly #errors = this.#prometheus.counter('audit_http_errors_total', 'Answers that are problems, by route and code', ['route', 'code']);
  readonly #cached = this.#prometheus.counter('audit_http_cache_total', 'Answers by where they came from: hit, miss, or not modified', [
    'route',
    'result',
  ]);
  readonly #unmasked = this.#prometheus.counter('audit_http_unmasked_total', 'Answers with personal data, by route', ['route']);
  #inFlight = 0;

  constructor(keeper: SnapshotKeeper, state: ServiceState, now: () => number) {
    this.#now = now;
    this.#delay.enable();
    const one = (value: number | null) => [[{}, value]] as const;
    const gauge = this.#prometheus.gauge.bind(this.#prometheus);
    gauge('audit_http_in_flight', 'Requests in work', () => one(this.#inFlight));
    gauge('audit_http_concurrent_users', 'Different keys in the last five minutes', () => one(this.#present()));
    gauge('audit_event_loop_lag_seconds', 'Delay of the event loop since the last reading, 99th percentile', () => one(this.#lag()));
    gauge('audit_snapshot_version', 'Version of the lake that is served', () => one(keeper.current.version));
    gauge('audit_snapshot_age_seconds', 'Since the snapshot was made', () => one((now() - keeper.current.contents.madeAt) / 1000));
    gauge('audit_snapshot_broken', '1 while the newest version cannot be served', () => one(keeper.broken === undefined ? 0 : 1));
    gauge('audit_business', 'Values of the customer base, by name', () =>
      Object.entries(keeper.current.contents.business).map(([name, value]) => [{ name }, value] as const),
    );
    measureActions(this.#prometheus, state, now);
  }

  begin(): void {
    this.#inFlight++;
  }

  /** @param seconds it took */
  end(route: string, method: string, status: number, seconds: number): void {
    this.#inFlight--;
    this.#duration(seconds, route, method, status);
  }

  problem(route: string, code: string): void {
    this.#errors(route, code);
  }

  answered(route: string, cache: 'hit' | 'miss' | 'not_modified'): void {
    this.#cached(route, cache);
  }

  unmasked(route: string): void {
    this.#unmasked(route);
  }

  seen(who: string): void {
    this.#seen.set(who, this.#now());
  }

  text(): string {
    return this.#prometheus.text();
  }

  #present(): number {
    const since = this.#now() - presentMs;
    for (const [who, at] of this.#seen) if (at < since) this.#seen.delete(who);
    return this.#seen.size;
  }

  #lag(): number {
    const nanos = this.#delay.percentile(99);
    this.#delay.reset();
    return Number.isFinite(nanos) ? nanos / 1e9 : 0;
  }

  [Symbol.dispose](): void {
    this.#delay.disable();
  }
}
