const [COMMA, LINE_FEED, RETURN, QUOTE] = [44, 10, 13, 34] as const;
const idBytes = 18;

/** What the bytes of a page say of themselves. */
export interface CsvFigures {
  /** Names of the columns; empty where not even a header came. */
  readonly header: readonly string[];
  readonly rows: number;
  readonly firstId: string | null;
  readonly lastId: string | null;
  /** Bytes of the longest record. */
  readonly longest: number;
  /** What is wrong with the page, or null. */
  readonly fault: string | null;
}

/**
 * Counts the records of a CSV page as its bytes pass by, and sees that every one has as many cells as the header, that Ids ascend, and
 * that the last one ends: neither pieces of a character nor line breaks in quotes nor NULs disturb it.
 */
export class CsvScan {
  #header: readonly string[] | undefined;
  readonly #headerBytes: number[] = [];
  #idAt = -1;
  #rows = 0;
  #quoted = false;
  /** Whether the bytes of the cell are kept: those of the header, and of Ids. */
  #capturing = true;
  #cell = 0;
  #recordBytes = 0;
  #longest = 0;
  readonly #id = Buffer.alloc(idBytes);
  #idLength = 0;
  readonly #previous = Buffer.alloc(idBytes);
  #previousLength = 0;
  #firstId: string | null = null;
  #fault: string | null = null;

  feed(chunk: Uint8Array): void {
    // Every byte passes here: what is asked of each is kept at hand.
    let [quoted, capturing, start] = [this.#quoted, this.#capturing, 0];
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === QUOTE) quoted = !quoted;
      else if (quoted || (byte !== COMMA && byte !== LINE_FEED)) {
        if (capturing) this.#capture(byte);
      } else {
        if (byte === COMMA) this.#endCell();
        else {
          this.#recordBytes += at + 1 - start;
          start = at + 1;
          this.#endRecord();
        }
        capturing = this.#capturing;
      }
    }
    this.#recordBytes += chunk.length - start;
    this.#quoted = quoted;
  }

  /** Call it once the page is whole. */
  figures(): CsvFigures {
    const cut = this.#quoted || this.#recordBytes > 0;
    const fault = this.#header === undefined ? 'it has no header' : cut ? `it ends within row ${this.#rows + 1}` : this.#fault;
    return {
      header: this.#header ?? [],
      rows: this.#rows,
      firstId: this.#firstId,
      lastId: this.#previousLength === 0 ? null : textOf(this.#previous, this.#previousLength),
      longest: this.#longest,
      fault,
    };
  }

  #capture(byte: number): void {
    if (this.#header === undefined) this.#headerBytes.push(byte);
    else if (byte !== RETURN) {
      if (this.#idLength < idBytes) this.#id[this.#idLength] = byte;
      this.#idLength++;
    }
  }

  #endCell(): void {
    this.#cell++;
    if (this.#header === undefined) this.#headerBytes.push(COMMA);
    else this.#capturing = this.#cell === this.#idAt;
  }

  #endRecord(): void {
    if (this.#header === undefined) {
      this.#header = Buffer.from(this.#headerBytes).toString('utf8').replace(/\r$/, '').split(',');
      this.#idAt = this.#header.indexOf('Id');
    } else this.#endRow(this.#header.length);
    this.#longest = Math.max(this.#longest, this.#recordBytes);
    this.#recordBytes = 0;
    this.#cell = 0;
    this.#idLength = 0;
    this.#capturing = this.#idAt === 0;
  }

  #endRow(cells: number): void {
    this.#rows++;
    if (this.#cell + 1 !== cells) this.#fault ??= `row ${this.#rows} has ${this.#cell + 1} cells, not ${cells}`;
    else if (this.#idLength === 0 || this.#idLength > idBytes) this.#fault ??= `row ${this.#rows} has no Id`;
    else if (!this.#ascends()) this.#fault ??= `row ${this.#rows} has an Id not above the one before it`;
    if (this.#idLength <= idBytes) {
      this.#firstId ??= textOf(this.#id, this.#idLength);
      this.#id.copy(this.#previous);
      this.#previousLength = this.#idLength;
    }
  }

  #ascends(): boolean {
    for (let at = 0; at < this.#previousLength; at++) {
      const step = (this.#id[at] as number) - (this.#previous[at] as number);
      if (step !== 0) return step > 0;
    }
    return this.#previousLength === 0;
  }
}

const textOf = (bytes: Buffer, length: number): string => bytes.toString('latin1', 0, length);
