/** The instant the as-of day begins at: the last but one of `timeline_days`. */
export const startOfDay = `(SELECT MAX(b.midnight) FROM timeline_days b WHERE b.midnight < (SELECT MAX(l.midnight) FROM timeline_days l))`;

/** A kind of event of the timeline, as a query over the inputs of gold. All parts are SQL of the models' language. */
export interface EventKind {
  readonly kind: string;
  readonly from: string;
  /** Table the event is told to come from, with its layer. */
  readonly table: string;
  /** Id of the record. */
  readonly id: string;
  /** What, with the kind, is the identity of the event: the id, save where a record is of several customers. */
  readonly record?: string;
  readonly account: string;
  /** The instant in UTC, or `day`: the day in the zone of the organisation. */
  readonly at?: string;
  readonly day?: string;
  readonly title: string;
  readonly amount?: string;
  readonly where?: string;
}

type Rest = Partial<Pick<EventKind, 'amount' | 'where' | 'account' | 'from' | 'table'>>;
type When = { readonly at: string } | { readonly day: string };

/** Kinds that come of records of one silver table `t`. */
export const ofTable =
  (silver: string, id: string) =>
  (kind: string, when: When, title: string, rest: Rest = {}): EventKind => ({
    kind,
    from: rest.from ?? `in_${silver} t`,
    table: rest.table ?? `silver_${silver}`,
    id: `t.${id}`,
    account: rest.account ?? 't.account_id',
    title,
    ...when,
    ...(rest.amount === undefined ? {} : { amount: rest.amount }),
    ...(rest.where === undefined ? {} : { where: rest.where }),
  });
