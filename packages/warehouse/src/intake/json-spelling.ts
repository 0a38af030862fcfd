/**
 * A value as a JSON record spells it: text without its quotes, everything else as it stands there. For messages: it reads one record.
 *
 * @param raw the record as received; null or anything but a whole JSON object gives null, as does an absent value
 */
export const jsonSpelling = (raw: string | null, column: string): string | null => {
  if (raw === null || !raw.trimStart().startsWith('{')) return null;
  let found: string | null = null;
  let depthOne: unknown;
  try {
    depthOne = JSON.parse(raw, (key, value: unknown, context?: { readonly source?: string }) => {
      if (key === column && value !== null) found = typeof value === 'string' ? value : (context?.source ?? JSON.stringify(value));
      return value;
    });
  } catch {
    return null;
  }
  const own = (depthOne as Readonly<Record<string, unknown>>)[column];
  return own === undefined || own === null ? null : typeof own === 'string' ? own : found;
};
