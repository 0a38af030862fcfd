import type { Logger } from 'pino';
import type { GateOptions } from '../access/gate.ts';
import type { Connector } from '../outbox/connector.ts';
import type { Rate } from '../access/rate-limit.ts';
import type { KeeperOptions } from '../snapshot/snapshot-keeper.ts';

/** What a server serves, to whom, and within what limits. */
export interface ServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly keeper: Omit<KeeperOptions, 'tell' | 'now'>;
  readonly gate: Omit<GateOptions, 'now'>;
  /** Pages of other origins that may ask, such as https://crm.example. */
  readonly corsOrigins: readonly string[];
  readonly rate: Rate;
  /** Folder of the built dashboard. */
  readonly pages: string;
  /** ISO 4217: what money of the answers is in. */
  readonly currency: string;
  /** Memory for answers that are kept. */
  readonly cacheBytes: number;
  readonly actions: {
    /** Folder they are kept in, beside the lake. */
    readonly folder: string;
    /** Who carries them out; a log where there is nobody. */
    readonly connectors: readonly Connector[];
    /** How often one is told before it is given up. */
    readonly tries: number;
  };
  /** How often it looks for a new version. */
  readonly checkMs: number;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
