/** Which accounts share values of a kind: by value, and by account. */
export interface SharedValues {
  /** Accounts of each value: `accounts[valueStart[v]]` to `accounts[valueStart[v + 1]]`, in order. */
  readonly valueStart: Int32Array;
  readonly accounts: Int32Array;
  /** Values of each account, in order. */
  readonly accountStart: Int32Array;
  readonly values: Int32Array;
}

const grouped = (keys: Int32Array, others: Int32Array, size: number): { readonly starts: Int32Array; readonly members: Int32Array } => {
  const starts = new Int32Array(size + 1);
  for (const key of keys) starts[key + 1]!++;
  for (let key = 0; key < size; key++) starts[key + 1]! += starts[key]!;
  const at = starts.slice();
  const members = new Int32Array(keys.length);
  for (let row = 0; row < keys.length; row++) members[at[keys[row]!]!++] = others[row]!;
  for (let key = 0; key < size; key++) if (starts[key + 1]! - starts[key]! > 1) members.subarray(starts[key], starts[key + 1]).sort();
  return { starts, members };
};

/** Indexes pairs of value and account, in any order, each once. */
export const sharedValues = (values: Int32Array, accounts: Int32Array, accountCount: number): SharedValues => {
  let most = -1;
  for (const value of values) if (value > most) most = value;
  const byValue = grouped(values, accounts, most + 1);
  const byAccount = grouped(accounts, values, accountCount);
  return { valueStart: byValue.starts, accounts: byValue.members, accountStart: byAccount.starts, values: byAccount.members };
};

/** How many values two accounts share. */
export const sharedBy = ({ accountStart, values }: SharedValues, a: number, b: number): number => {
  let [left, right, shared] = [accountStart[a]!, accountStart[b]!, 0];
  const [leftEnd, rightEnd] = [accountStart[a + 1]!, accountStart[b + 1]!];
  while (left < leftEnd && right < rightEnd) {
    const difference = values[left]! - values[right]!;
    if (difference === 0) shared++;
    if (difference <= 0) left++;
    if (difference >= 0) right++;
  }
  return shared;
};
