/** The body of a list. @param items as JSON @param next cursor of where it goes on; null at its end @param beside further members, as JSON */
export const listJson = (items: readonly string[], next: string | null = null, beside: Readonly<Record<string, string>> = {}): string => {
  const others = Object.entries(beside).map(([name, json]) => `,${JSON.stringify(name)}:${json}`);
  return `{"items":[${items.join(',')}],"next_cursor":${JSON.stringify(next)}${others.join('')}}`;
};
