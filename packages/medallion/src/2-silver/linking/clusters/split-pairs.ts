/**
 * How many pairs of accounts each edge of a connected graph takes apart when it goes: the accounts of one side times those of the other;
 * 1 where other edges hold its ends together. All bridges are found in one walk (Tarjan 1974).
 *
 * @param edges different pairs of accounts, by number
 */
export const splitPairs = (edges: readonly (readonly [number, number])[]): Int32Array => {
  const local = new Map<number, number>();
  const numberOf = (account: number): number => {
    const number = local.get(account) ?? local.size;
    local.set(account, number);
    return number;
  };
  const near: (readonly [to: number, edge: number])[][] = [];
  edges.forEach((ends, edge) => {
    const [a, b] = [numberOf(ends[0]), numberOf(ends[1])];
    (near[a] ??= []).push([b, edge]);
    (near[b] ??= []).push([a, edge]);
  });
  const splits = new Int32Array(edges.length).fill(1);
  const all = local.size;
  // When each was come to, and the earliest that can be reached from it and what is behind it without the edge to it.
  const [entered, lowest, behind] = [new Int32Array(all), new Int32Array(all), new Int32Array(all).fill(1)];
  const path: { readonly at: number; readonly by: number; next: number }[] = [{ at: 0, by: -1, next: 0 }];
  let clock = 1;
  entered[0] = lowest[0] = clock;
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const { at, by } = top;
    const way = near[at]?.[top.next++];
    if (way === undefined) {
      path.pop();
      const up = path.at(-1);
      if (up === undefined) break;
      lowest[up.at] = Math.min(lowest[up.at]!, lowest[at]!);
      behind[up.at]! += behind[at]!;
      if (lowest[at]! > entered[up.at]!) splits[by] = behind[at]! * (all - behind[at]!);
    } else if (way[1] !== by) {
      const to = way[0];
      if (entered[to]! > 0) lowest[at] = Math.min(lowest[at]!, entered[to]!);
      else {
        entered[to] = lowest[to] = ++clock;
        path.push({ at: to, by: way[1], next: 0 });
      }
    }
  }
  return splits;
};
