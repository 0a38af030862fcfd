import { ApiRefusal } from '../http/api-refusal.ts';
import { salesforceId } from '../organisation/ids.ts';
import type { ResultSet } from '../result/result-set.ts';

/** A user may have so many open; the oldest gives way. */
const maxOpen = 10;

/** Results of queries with more than one page, until they are read to the end. */
export class Cursors {
  readonly #open = new Map<string, { readonly result: ResultSet; readonly batch: number }>();
  #made = 0;

  async add(result: ResultSet, batch: number): Promise<string> {
    const id = salesforceId('01g', this.#made++);
    this.#open.set(id, { result, batch });
    const [oldest] = this.#open.keys();
    if (this.#open.size > maxOpen && oldest !== undefined) await this.#close(oldest);
    return id;
  }

  /** @throws ApiRefusal INVALID_QUERY_LOCATOR */
  get(id: string): { readonly result: ResultSet; readonly batch: number } {
    const cursor = this.#open.get(id);
    if (cursor === undefined) throw new ApiRefusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return cursor;
  }

  async #close(id: string): Promise<void> {
    const cursor = this.#open.get(id);
    this.#open.delete(id);
    await cursor?.result.drop();
  }
}
