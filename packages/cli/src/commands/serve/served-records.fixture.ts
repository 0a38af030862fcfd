import { expect } from 'vitest';
import type { CustomerDocument } from './described-answers.fixture.ts';
import type { ServedLake } from './served-lake.fixture.ts';

interface RecordPage {
  readonly items: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string | null;
    readonly begins_on: string | null;
    readonly is_current: boolean;
  }[];
  readonly next_cursor: string | null;
}

/** Current ones first, each the newest first. */
const expectInOrder = (rows: RecordPage['items']): void => {
  const order = rows.map(({ is_current, begins_on }) => `${is_current ? 1 : 0} ${begins_on ?? ''}`);
  expect(order).toEqual(order.toSorted((left, right) => (left < right ? 1 : left > right ? -1 : 0)));
};

/** For tests: a customer tells how many records of a kind it has, and their list has as many, current ones first, whatever the size of a page; people’s names are masked. */
export const lookAtRecords = async ({ get }: ServedLake, customer: string): Promise<void> => {
  const path = `/api/customer/${customer}/records`;
  const ask = async (query: string): Promise<RecordPage> => (await get(`${path}?${query}`)).json as RecordPage;
  const walk = async (query: string): Promise<RecordPage['items']> => {
    const found: RecordPage['items'][number][] = [];
    let cursor = '';
    do {
      const { items, next_cursor } = await ask(`${query}${cursor}`);
      found.push(...items);
      cursor = next_cursor === null ? '' : `&cursor=${next_cursor}`;
    } while (cursor !== '');
    return found;
  };
  const { records } = (await get(`/api/customer/${customer}`)).json as CustomerDocument & {
    readonly records: readonly { readonly kind: string; readonly total: number; readonly current: number }[];
  };
  expect(records.map(({ kind }) => kind)).toEqual(['case', 'contact', 'contract', 'invoice', 'opportunity']);
  for (const { kind, total, current } of records) {
    const rows = await walk(`kinds=${kind}&limit=2`);
    expect([kind, rows.length, rows.filter(({ is_current }) => is_current).length]).toEqual([kind, total, current]);
    expectInOrder(rows);
  }
  const all = await walk('limit=7');
  // Old contacts that can be reached stand before bills of last month.
  expectInOrder(all);
  expect(new Set(all.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(records.reduce((sum, { total }) => sum + total, 0));
  expect((await walk('kinds=contact')).map(({ name }) => name)).toEqual(['***']);
  expect(await walk('kinds=planet')).toEqual([]);
};
