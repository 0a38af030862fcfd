import { expect } from 'vitest';
import type { ServedLake } from './served-lake.fixture.ts';

export interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next_cursor: string | null;
  readonly total?: number;
}

export const ids = ({ items }: Page): readonly unknown[] => items.map(({ id }) => id);

/** For tests: reads lists of a server. */
export const pagesOf = (served: () => ServedLake) => {
  const page = async (path: string, headers?: Readonly<Record<string, string>>): Promise<Page> => {
    const { status, json, text } = await served().get(path, headers);
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    return json as Page;
  };
  /** Ids of the pages from a cursor on, to the end of the list. */
  const walk = async (path: string, from: string | null = ''): Promise<readonly unknown[]> => {
    const all: unknown[] = [];
    for (let cursor = from; cursor !== null;) {
      const read: Page = await page(`${path}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      all.push(...ids(read));
      cursor = read.next_cursor;
    }
    return all;
  };
  return { page, walk };
};
