/** What is wrong in a JSON document: where it stands, and what to do. */
export interface JsonFault {
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly remedy: string;
}

/** `tables.account.columns[3].type`: the JSON path of a place. */
export const jsonPath = (path: readonly (string | number)[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`))
    .join('')
    .replace(/^\./, '');
