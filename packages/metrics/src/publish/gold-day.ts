import { businessMetrics, qualifiedName } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';

/** The day the customer 360 of a version was computed for; undefined where it has none. */
export const goldDay = ({ tables }: Manifest): string | undefined => {
  const made = tables[qualifiedName(businessMetrics)]?.made;
  return made === null || made === undefined ? undefined : (JSON.parse(made.params) as { readonly as_of?: string }).as_of;
};
