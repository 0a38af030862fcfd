/** For tests: a third of what costs much comes in turn in whole runs (tools/test.mjs); all of it where its file is asked for. */
export const isThird = (third: number): boolean => {
  const turn = process.env['AUDIT_TEST_TURN'];
  return turn === undefined || Number(turn) % 3 === third % 3;
};
