const units: Readonly<Record<string, bigint>> = {
  b: 1n,
  kb: 10n ** 3n,
  mb: 10n ** 6n,
  gb: 10n ** 9n,
  tb: 10n ** 12n,
  kib: 2n ** 10n,
  mib: 2n ** 20n,
  gib: 2n ** 30n,
  tib: 2n ** 40n,
};

/** Bytes of a size such as `2GB`, `512 MiB` or `1.5gb`; undefined for anything else, and for nothing at all (`0GB`). */
export const byteSize = (text: string): number | undefined => {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?\s*([kmgt]?i?b)$/i.exec(text.trim());
  const [, whole = '', fraction = '', unit = ''] = match ?? [];
  const scale = units[unit.toLowerCase()];
  if (match === null || scale === undefined) return undefined;
  const bytes = Number((BigInt(whole + fraction) * scale) / 10n ** BigInt(fraction.length));
  return bytes > 0 ? bytes : undefined;
};
