/** Steps from an account to its ultimate parent: more is taken for a mistake. */
const mostSteps = 10;

/** The family of each account: its ultimate parent, itself where it has none. */
export interface Families {
  readonly root: Int32Array;
  /** The direct parent, -1 where there is none. */
  readonly parent: Int32Array;
  /** 1 where the account has a parent or is one: only then a family is known. */
  readonly known: Uint8Array;
  /** Accounts whose parents lead back to themselves, or further up than ten steps. */
  readonly circular: number;
}

/**
 * Walks to the ultimate parent. In a circle the smallest account is its head, so that all its members are one family.
 *
 * @param parent the parent of each account, -1 where there is none
 */
export const familiesOf = (parent: Int32Array): Families => {
  const root = new Int32Array(parent.length);
  const known = new Uint8Array(parent.length);
  let circular = 0;
  for (let account = 0; account < parent.length; account++) {
    const above = parent[account]!;
    if (above < 0) {
      root[account] = account;
      continue;
    }
    known[account] = 1;
    known[above] = 1;
    root[account] = ultimate(parent, account);
    if (parent[root[account]!]! >= 0) circular++;
  }
  return { root, parent, known, circular };
};

const ultimate = (parent: Int32Array, account: number): number => {
  const path = [account];
  let at = account;
  while (parent[at]! >= 0 && path.length <= mostSteps) {
    at = parent[at]!;
    const since = path.indexOf(at);
    if (since >= 0) return Math.min(...path.slice(since));
    path.push(at);
  }
  return at;
};
