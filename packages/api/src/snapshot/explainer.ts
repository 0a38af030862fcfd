import {
  bindGoldInputs,
  bindLedgers,
  computeFacts,
  type Definitions,
  type ExplainedFact,
  explainFact,
  type Fact,
  type GoldRun,
  type Sources,
} from '@audit/metrics';
import type { Engine, Lake, Manifest, Session } from '@audit/warehouse';

/** What an explanation is computed of. */
export interface ExplainOrder {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly manifest: Manifest;
  readonly definitions: Definitions;
  readonly run: GoldRun;
}

/**
 * Tells why customers of a version have the values they have. The facts are computed once, as the run did, when somebody first asks; from then on an
 * explanation is a few queries.
 */
export class Explainer implements AsyncDisposable {
  readonly #order: ExplainOrder;
  readonly #session: Session;
  readonly #sources: Sources;

  static async open(order: ExplainOrder): Promise<Explainer> {
    const { engine, lake, manifest, definitions, run } = order;
    const session = await engine.session();
    try {
      const sources = await bindGoldInputs(session, lake, manifest, run);
      await bindLedgers(session, lake, manifest, run.asOf);
      await computeFacts(definitions, { session, run, sources });
      return new Explainer(order, session, sources);
    } catch (error) {
      await session[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(order: ExplainOrder, session: Session, sources: Sources) {
    this.#order = order;
    this.#session = session;
    this.#sources = sources;
  }

  /** @param fact of the definitions @param most source rows at most; undefined for a customer the facts do not have */
  async explain(master: string, fact: Fact, most: number): Promise<ExplainedFact | undefined> {
    const { definitions, run } = this.#order;
    return await explainFact(definitions, fact, { master, most }, { session: this.#session, sources: this.#sources, run });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
  }
}
