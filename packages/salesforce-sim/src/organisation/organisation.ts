import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Assertion, quote, UsageError } from '@audit/contract';
import { type DuckDbEngine, duckDbEngine } from '@audit/warehouse';
import { countsOf } from './counts.ts';
import { binnedColumn, generatedRows } from './generate-rows.ts';
import { clockMacro, macros } from './macros.ts';
import { beginningSchema } from './schema.ts';
import type { SObject } from './sobject.ts';

export interface OrganisationOptions {
  readonly seed: number;
  readonly accounts: number;
  /** The present it begins with, as ISO text in UTC. */
  readonly clock: string;
  readonly threads?: number;
  /** Where rows beyond memory are spilt; by default a folder of the user in the system's one. */
  readonly tempDirectory?: string;
}

type Session = Awaited<ReturnType<DuckDbEngine['session']>>;

/** Table of rows that are written but not visible yet: transactions that take long. */
export const pendingTable = (object: string): string => quote(`pending ${object}`);

/** When rows of a pending table become visible. */
export const visibleColumn = '_visible_at';

/**
 * The data of the organisation, in an embedded database. An object's rows are made when they are first asked for: a large
 * organisation begins at once. Writers wait for readers that have begun, and the other way round.
 */
export class Organisation implements AsyncDisposable {
  readonly options: OrganisationOptions;
  /** Objects by name, as they are now. */
  readonly objects = new Map<string, SObject>();
  /** Rows that were ever made of an object: the next one's number. */
  readonly made = new Map<string, number>();
  /** Changes so far; part of what a change sets, so that no two set the same. */
  changes = 0;
  /** Objects with transactions that are still open. */
  readonly inTransaction = new Set<string>();
  /** When each object's fields last changed, as ISO text in UTC. */
  readonly describedAt = new Map<string, string>();
  clock: string;
  readonly #engine: DuckDbEngine;
  readonly #tables = new Map<string, Promise<void>>();
  readonly #present = new Set<string>();
  readonly #reading = new Set<Promise<unknown>>();
  #writer: Session | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: OrganisationOptions) {
    this.options = options;
    this.clock = options.clock;
    const { threads, tempDirectory = join(tmpdir(), `salesforce-sim-${process.getuid?.() ?? 'runs'}`) } = options;
    this.#engine = duckDbEngine({ tempDirectory, directories: [], ...(threads === undefined ? {} : { threads }) });
    for (const object of beginningSchema(countsOf(options.accounts))) {
      this.objects.set(object.name, object);
      this.made.set(object.name, object.rows);
      this.describedAt.set(object.name, options.clock);
    }
  }

  async open(): Promise<void> {
    this.#writer = await this.#engine.session();
    for (const macro of macros(this.options.seed, this.options.clock)) await this.#writer.execute(macro);
    await this.#writer.execute(clockMacro(this.clock));
    await this.#writer.execute('CREATE TABLE "delete log" ("object" VARCHAR, "Id" VARCHAR, "deleted_at" TIMESTAMP)');
  }

  /** The object of that name in any case, as queries may spell it. */
  find(name: string): SObject | undefined {
    return this.objects.get(name) ?? [...this.objects.values()].find((object) => object.name.toLowerCase() === name.toLowerCase());
  }

  /** @throws {@link UsageError} if there is no object of that name */
  get(name: string): SObject {
    const object = this.find(name);
    if (object === undefined) throw new UsageError(`the organisation has no object "${name}"`, 'name one that /sobjects lists');
    return object;
  }

  /** Makes the tables of the objects, where they are not there. */
  async ensure(objects: Iterable<SObject>): Promise<void> {
    for (const object of objects) {
      const making = this.#tables.get(object.name) ?? this.#serially(() => this.#make(object));
      this.#tables.set(object.name, making);
      await making;
    }
  }

  /** Objects whose rows have been made. */
  get present(): readonly SObject[] {
    return [...this.objects.values()].filter(({ name }) => this.#present.has(name));
  }

  async #make(object: SObject): Promise<void> {
    const session = this.writer;
    await session.execute('SET SESSION preserve_insertion_order = true');
    await session.execute(`CREATE TABLE ${quote(object.name)} AS\n${generatedRows(object, 0, object.rows)}`);
    await session.execute(
      `CREATE TABLE ${pendingTable(object.name)} AS SELECT *, CAST(NULL AS TIMESTAMP) AS ${quote(visibleColumn)} FROM ${quote(object.name)} LIMIT 0`,
    );
    await session.execute(`INSERT INTO "delete log" SELECT $1, "Id", ${quote(binnedColumn)} FROM ${quote(object.name)} WHERE "IsDeleted"`, [
      object.name,
    ]);
    this.#present.add(object.name);
  }

  /** The session that writes; to be used within {@link write} only. */
  get writer(): Session {
    if (this.#writer === undefined) throw new Assertion('an organisation that was not opened');
    return this.#writer;
  }

  #serially<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(work);
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  /** Reads in a session of its own, which sees the rows as they are when this is called. */
  async read<T>(objects: Iterable<SObject>, work: (session: Session) => Promise<T>): Promise<T> {
    await this.ensure(objects);
    // Behind the writers that came first; those that come later wait for it.
    const reading = this.#writing.then(async () => {
      await using session = await this.session();
      return await work(session);
    });
    const ended = reading.then(
      () => void this.#reading.delete(ended),
      () => void this.#reading.delete(ended),
    );
    this.#reading.add(ended);
    return await reading;
  }

  /** Changes rows or columns, alone. */
  async write<T>(objects: Iterable<SObject>, work: (session: Session) => Promise<T>): Promise<T> {
    await this.ensure(objects);
    const readers = [...this.#reading];
    return await this.#serially(async () => {
      await Promise.all(readers);
      return await work(this.writer);
    });
  }

  /** A session that reads tables of results, which never change. */
  async session(): Promise<Session> {
    return await this.#engine.session();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing;
    await Promise.all(this.#reading);
    await this.#writer?.[Symbol.asyncDispose]();
    await this.#engine[Symbol.asyncDispose]();
  }
}
