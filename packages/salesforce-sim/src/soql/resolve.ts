import { quote } from '@audit/contract';
import type { Organisation } from '../organisation/organisation.ts';
import type { Field, SObject } from '../organisation/sobject.ts';
import type { Path, Query } from './query.ts';
import { refuse } from './token.ts';

/** A relationship that is walked, in the right spelling: `alias` names the row of the object it leads to. */
export interface Join {
  readonly name: string;
  readonly object: SObject;
  readonly alias: string;
  readonly sql: string;
}

/** A field in the rows a query reads: `alias` names its row, `way` leads there, `names` are those of the way and its own. */
export interface Resolved {
  readonly field: Field;
  readonly object: SObject;
  readonly alias: string;
  readonly way: readonly Join[];
  readonly names: readonly string[];
}

/** SQL of a field of the row `alias`. */
export const fieldSql = (alias: string, field: Field): string =>
  field.formula === null ? `${alias}.${quote(field.name)}` : `(${field.formula.replaceAll('{t}', alias)})`;

/** Finds fields by name, and joins the objects that relationships lead to: each way once. */
export class Resolver {
  readonly object: SObject;
  /** All objects that the query reads. */
  readonly objects: Set<SObject>;
  readonly #organisation: Organisation;
  readonly #query: Query;
  readonly #joins = new Map<string, Join>();

  constructor(organisation: Organisation, query: Query) {
    this.#organisation = organisation;
    this.#query = query;
    const { name, at } = query.from;
    const object = organisation.find(name);
    if (object === undefined)
      throw refuse(
        query.text,
        at,
        'INVALID_TYPE',
        `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    this.object = object;
    this.objects = new Set([object]);
  }

  /** @throws ApiRefusal INVALID_FIELD for a name that is none */
  resolve(path: Path): Resolved {
    // A query may write the object's own name before a field.
    const [first = '', ...others] = path.names;
    const names =
      others.length > 0 && first.toLowerCase() === this.object.name.toLowerCase() && !this.#relationship(this.object, first)
        ? others
        : path.names;
    const way: Join[] = [];
    for (const name of names.slice(0, -1)) way.push(this.#join(this.#endOf(way), name, path));
    const { alias, object } = this.#endOf(way);
    const last = names.at(-1) ?? '';
    const field = object.fields.find((one) => one.name.toLowerCase() === last.toLowerCase());
    if (field === undefined) throw this.#noColumn(path, last, object);
    return { field, object, alias, way, names: [...way.map((join) => join.name), field.name] };
  }

  #endOf(way: readonly Join[]): Pick<Join, 'alias' | 'object'> {
    return way.at(-1) ?? { alias: 't', object: this.object };
  }

  #relationship(object: SObject, name: string): Field | undefined {
    return object.fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
  }

  #join({ alias, object }: Pick<Join, 'alias' | 'object'>, name: string, path: Path): Join {
    const key = `${alias}.${name.toLowerCase()}`;
    const known = this.#joins.get(key);
    if (known !== undefined) return known;
    const by = this.#relationship(object, name);
    const target = by === undefined ? undefined : this.#organisation.find(by.referenceTo[0] ?? '');
    if (by === undefined || target === undefined)
      throw refuse(
        this.#query.text,
        path.at,
        'INVALID_FIELD',
        `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    const joined = `j${this.#joins.size + 1}`;
    const sql = `LEFT JOIN ${quote(target.name)} AS ${joined} ON ${joined}."Id" = ${alias}.${quote(by.name)}`;
    const join = { name: by.relationshipName ?? name, object: target, alias: joined, sql };
    this.#joins.set(key, join);
    this.objects.add(target);
    return join;
  }

  #noColumn(path: Path, name: string, object: SObject): Error {
    return refuse(
      this.#query.text,
      path.at,
      'INVALID_FIELD',
      `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }

  /** SQL of the rows, to be asked for when all fields are resolved. */
  get from(): string {
    return [`${quote(this.object.name)} AS t`, ...[...this.#joins.values()].map(({ sql }) => sql)].join('\n');
  }
}
