/** The body of a list. @param items as JSON @param next cursor of where it goes on; null at its end @param total of all pages, where it was asked for */
export const listJson = (items: readonly string[], next: string | null = null, total?: number): string =>
  `{"items":[${items.join(',')}],"next_cursor":${JSON.stringify(next)}${total === undefined ? '' : `,"total":${total}`}}`;
