/** An action as the API tells it. */
export interface ShownAction {
  readonly id: string;
  readonly customer: string;
  readonly rule: string;
  readonly action: string;
  readonly state: string;
  readonly attempt: number;
  readonly connector: string | null;
  readonly requested_at: string | null;
  readonly requested_by: string | null;
  readonly due_on: string | null;
  readonly error: string | null;
  readonly deliveries: readonly {
    readonly kind: string;
    readonly state: string;
    readonly tries: number;
    readonly next_at: string | null;
    readonly error: string | null;
  }[];
}

/** What is being done about it, in words. */
export const deliveryText = ({ deliveries }: ShownAction): string =>
  deliveries
    .map(({ kind, state, tries, error }) => {
      const why = error === null ? '' : `: ${error}`;
      return `${kind} ${state === 'dead' ? `given up after ${tries} tries` : tries === 0 ? 'waits' : `waits, ${tries} tries`}${why}`;
    })
    .join('; ');

/** An action for people, in a line or two. */
export const actionText = (action: ShownAction): string => {
  const told = deliveryText(action);
  const attempt = action.attempt > 1 ? `, attempt ${action.attempt}` : '';
  return `${action.action} (${action.rule}, customer ${action.customer}): ${action.state}${attempt}${action.error === null ? '' : ` (${action.error})`}\n${told === '' ? '' : `  ${told}\n`}`;
};
