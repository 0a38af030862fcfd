// In Node since 21; not yet in TypeScript's library.
declare global {
  interface JSON {
    rawJSON(text: string): object;
  }
}

const exact = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? JSON.rawJSON(value.toString()) : value);

/** One line of NDJSON, with its line end; 64-bit integers keep every digit. */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value, exact)}\n`;

/** A JSON document for people and programs, with its line end. */
export const jsonDocument = (value: unknown): string => `${JSON.stringify(value, exact, 2)}\n`;
