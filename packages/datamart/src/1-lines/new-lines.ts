import { qualifiedName, quote, transactionLines } from '@audit/contract';
import { type FileRef, type Session, type StageFolder, textLiteral } from '@audit/warehouse';

/** Rows kept in memory before they are staged: some 250 bytes each. */
const usualRowsInMemory = 1_500_000;
/** Smaller blocks than this part of them wait for others: a lake of many small files is slow to read. The first block of a long file does not. */
const blocksInMemory = 13;

/** A file whose lines are being taken in. Its id, a hash of its content, may become known only at its end. */
export interface LineOrigin {
  /** Known at the latest when the file has ended; earlier if `identify` can tell. */
  sourceId: string | null;
  /** Finds the id before the end of the file; null for a stream. */
  readonly identify: (() => Promise<string>) | null;
}
interface Block {
  readonly table: string;
  readonly rows: number;
  readonly origin: LineOrigin;
}
/** A staged Parquet file of new lines. */
interface Part {
  readonly path: string;
  readonly rows: number;
  /** The file all its lines come from, while that file may still be refused. */
  readonly origin: LineOrigin | null;
}

const columns = Object.keys(transactionLines.columns).filter((name) => name !== 'source_id');

/** Accepted lines of a run, on their way to Parquet: in memory first, so that small loads are written once, sorted out. */
export class NewLines {
  #blocks: Block[] = [];
  #parts: Part[] = [];
  readonly #session: Session;
  readonly #folder: StageFolder;
  readonly #rowsInMemory: number;
  #files = 0;

  constructor(session: Session, folder: StageFolder, rowsInMemory: number = usualRowsInMemory) {
    this.#session = session;
    this.#folder = folder;
    this.#rowsInMemory = rowsInMemory;
  }

  get rows(): number {
    return [...this.#blocks, ...this.#parts].reduce((sum, { rows }) => sum + rows, 0);
  }

  /** Whether a block is worth a file of its own, written while the next block is read. */
  takesAtOnce(rows: number, { identify }: LineOrigin): boolean {
    return identify !== null && rows >= this.#rowsInMemory / blocksInMemory;
  }

  /** Writes the accepted rows of a query of checked lines, of a file that can be identified; returns how many. */
  async write(checked: string, origin: LineOrigin): Promise<number> {
    origin.sourceId ??= (await origin.identify?.()) ?? null;
    const part = await this.#write(acceptedSql(`(\n${checked}\n)`, origin), origin);
    this.#parts.push(part);
    return part.rows;
  }

  /** Takes the accepted rows of a table of checked lines. @param rows how many of them are accepted */
  async add(table: string, rows: number, origin: LineOrigin): Promise<void> {
    this.#blocks.push({ table, rows, origin });
    if (this.#blocks.reduce((sum, block) => sum + block.rows, 0) < this.#rowsInMemory) return;
    const [ended, reading] = [
      this.#blocks.filter((block) => block.origin !== origin),
      this.#blocks.filter((block) => block.origin === origin),
    ];
    if (ended.length > 0) await this.#stage(ended, null);
    if (origin.identify === null) return;
    origin.sourceId ??= await origin.identify();
    await this.#stage(reading, origin);
  }

  /** Gives up the lines of a file that turned out to be damaged. */
  async rollBack(origin: LineOrigin): Promise<void> {
    for (const { table } of this.#blocks.filter((block) => block.origin === origin)) await this.#session.drop(table);
    this.#blocks = this.#blocks.filter((block) => block.origin !== origin);
    this.#parts = this.#parts.filter((part) => part.origin !== origin);
  }

  /** Binds all lines, with all columns of the contract, under a name. */
  async bind(name: string): Promise<void> {
    await this.#session.bindFiles(
      `${name}__staged`,
      transactionLines,
      this.#parts.map((part) => part.path),
    );
    const names = Object.keys(transactionLines.columns)
      .map((column) => quote(column))
      .join(', ');
    const staged = `SELECT ${names} FROM ${quote(`${name}__staged`)}`;
    await this.#session.bindSql(
      name,
      [...(this.#parts.length > 0 || this.#blocks.length === 0 ? [staged] : []), ...this.#blocks.map(blockSql)].join('\nUNION ALL '),
    );
  }

  /**
   * Writes what is left and gives the files their names in the lake.
   * @param without session table of (source_id, record) that are left out after all
   */
  async adopt(without: string | undefined): Promise<readonly FileRef[]> {
    if (without !== undefined) await this.#restage(without);
    else if (this.#blocks.length > 0) await this.#stage(this.#blocks, null);
    return this.#parts.filter((part) => part.rows > 0).map((part) => this.#folder.adopt(transactionLines, part.path, part.rows));
  }

  async #stage(blocks: readonly Block[], origin: LineOrigin | null): Promise<void> {
    this.#parts.push(await this.#write(blocks.map(blockSql).join('\nUNION ALL '), origin));
    for (const { table } of blocks) await this.#session.drop(table);
    this.#blocks = this.#blocks.filter((block) => !blocks.includes(block));
  }

  async #write(sql: string, origin: LineOrigin | null): Promise<Part> {
    const path = this.#folder.file(`${qualifiedName(transactionLines)}.${this.#files++}.parquet`);
    return { path, rows: await this.#session.write(sql, path), origin };
  }

  async #restage(without: string): Promise<void> {
    const left = (from: string): string =>
      `SELECT n.* FROM ${from} n ANTI JOIN ${quote(without)} w ON n.source_id = w.source_id AND n.record = w.record`;
    const parts = this.#parts;
    this.#parts = [];
    for (const { path } of parts) {
      await this.#session.bindFiles('_part', transactionLines, [path]);
      this.#parts.push(await this.#write(left('_part'), null));
    }
    if (this.#blocks.length > 0) this.#parts.push(await this.#write(left(`(${this.#blocks.map(blockSql).join('\nUNION ALL ')})`), null));
    for (const { table } of this.#blocks) await this.#session.drop(table);
    this.#blocks = [];
  }
}

const blockSql = ({ table, origin }: Block): string => acceptedSql(quote(table), origin);

const acceptedSql = (checked: string, { sourceId }: LineOrigin): string =>
  `SELECT ${textLiteral(sourceId ?? '')} AS source_id, ${columns.map((name) => quote(name)).join(', ')} FROM ${checked} c WHERE problem IS NULL`;
