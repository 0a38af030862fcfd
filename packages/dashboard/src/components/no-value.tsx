interface NoValueProps {
  /** Why, in words. */
  readonly because: string | null;
}

/** There is no value: a dash, and why. */
export const NoValue = ({ because }: NoValueProps) => (
  <span className="inline-flex items-baseline gap-1.5 text-sm font-normal text-muted">
    <span aria-hidden>–</span>
    <span className="sr-only">No value</span>
    {because !== null && <span className="text-left text-xs">{because}</span>}
  </span>
);
