import type { Manifest, Session } from '@audit/warehouse';

/** Kinds of sources of exchange rates. */
export type RateSource = 'ecb' | 'table' | 'salesforce';

/** What is imported, before it is looked at: SQL of texts, one row a rate. */
export interface RatesDelivery {
  /** Named in messages. */
  readonly label: string;
  readonly kind: RateSource;
  /** SHA-256 of what was delivered, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Yields record, source, base, quote, valid_from, valid_to, rate: a number and texts as they were delivered. */
  readonly sql: string;
}

/** Says what is imported; may bind relations of its own in the session. @param parent the version it is imported on */
export type DeliverRates = (session: Session, parent: Manifest) => RatesDelivery | Promise<RatesDelivery>;
