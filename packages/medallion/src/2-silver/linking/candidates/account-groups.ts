/** Accounts of groups: those of group g are `members[starts[g]]` to `members[starts[g + 1]]`, in order. */
export interface AccountGroups {
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

/** Numbers by the group each is in; -1 is none. */
export const groupsOf = (groupOf: Int32Array, size: number): AccountGroups => {
  const starts = new Int32Array(size + 1);
  for (const group of groupOf) if (group >= 0) starts[group + 1]!++;
  for (let group = 0; group < size; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const members = new Int32Array(starts[size]!);
  for (let at = 0; at < groupOf.length; at++) if (groupOf[at]! >= 0) members[next[groupOf[at]!]!++] = at;
  return { starts, members };
};
