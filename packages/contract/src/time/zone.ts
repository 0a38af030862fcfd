/** The zone's name as the zone database spells it, or undefined for a name it does not have. Offsets such as +02:00 are no zones: they know no summer time. */
export const zoneName = (text: string): string | undefined => {
  if (!/^[A-Za-z]/.test(text)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
