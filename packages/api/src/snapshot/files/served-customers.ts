import { type SearchArrays, SearchIndex } from '../../search/search-index.ts';
import { SortedTexts } from '../../search/sorted-texts.ts';
import { shownJson } from '../marked-json.ts';
import { TextTemplate } from '../text-template.ts';
import { readArrays } from './array-file.ts';
import type { SnapshotPaths } from './snapshot-files.ts';
import { TextFile } from './text-file.ts';

/** What `writeIndex` writes. */
interface IndexArrays extends SearchArrays {
  readonly idBytes: Uint8Array;
  readonly idStarts: Uint32Array;
  readonly otherBytes: Uint8Array;
  readonly otherStarts: Uint32Array;
  /** Numbers of the customers other ids stand for. */
  readonly otherOwners: Int32Array;
  /** What documents have alike. */
  readonly template: Uint8Array;
  readonly documentStarts: Float64Array;
  readonly lineStarts: Float64Array;
}

/** Customers by id and number (their place in the order of ids, from 0), without an engine: an index in memory, and texts in files. */
export class ServedCustomers implements Disposable {
  readonly search: SearchIndex;
  readonly #ids: SortedTexts;
  readonly #others: SortedTexts;
  readonly #otherOwners: Int32Array;
  readonly #template: TextTemplate;
  readonly #documents: TextFile;
  readonly #lines: TextFile;

  static async open(paths: SnapshotPaths): Promise<ServedCustomers> {
    const arrays = (await readArrays(paths.index)) as unknown as IndexArrays;
    return new ServedCustomers(arrays, new TextFile(paths.documents, arrays.documentStarts), new TextFile(paths.lines, arrays.lineStarts));
  }

  private constructor(arrays: IndexArrays, documents: TextFile, lines: TextFile) {
    const { idBytes, idStarts, otherBytes, otherStarts, otherOwners } = arrays;
    this.search = new SearchIndex(arrays);
    this.#ids = new SortedTexts({ bytes: idBytes, starts: idStarts });
    this.#others = new SortedTexts({ bytes: otherBytes, starts: otherStarts });
    this.#otherOwners = otherOwners;
    this.#template = new TextTemplate(arrays.template);
    this.#documents = documents;
    this.#lines = lines;
  }

  get count(): number {
    return this.#ids.count;
  }

  /** The number of the customer with an id; undefined where it is no customer’s own. */
  numberOf(id: string): number | undefined {
    const n = this.#ids.find(id);
    return n < 0 ? undefined : n;
  }

  idOf(n: number): string {
    return this.#ids.at(n);
  }

  /** The customer another id stands for: one merged into it, or one of its accounts. */
  masterOf(otherId: string): string | undefined {
    const place = this.#others.find(otherId);
    return place < 0 ? undefined : this.#ids.at(this.#otherOwners[place]!);
  }

  /** Everything a page of a customer shows at once, as JSON. */
  async document(n: number, unmasked: boolean): Promise<Buffer> {
    return await this.#documents.read(n, (marked) => this.#template.fill(shownJson(marked, unmasked)));
  }

  /** A customer as a line of a list, as JSON. */
  async line(n: number, unmasked: boolean): Promise<Buffer> {
    return await this.#lines.read(n, (marked) => shownJson(marked, unmasked));
  }

  [Symbol.dispose](): void {
    this.#documents[Symbol.dispose]();
    this.#lines[Symbol.dispose]();
  }
}
