/** Whether AUDIT_TEST_DEEP=1 asks for the long form of the tests. */
export const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';

/** How many cases a test tries: few by default, many in the deep suite, or as many as AUDIT_TEST_N says. */
export const deepCount = (usual: number, deep: number): number => {
  const asked = process.env['AUDIT_TEST_N'];
  return asked === undefined ? (isDeep ? deep : usual) : Number(asked);
};

/** AUDIT_TEST_SEED, or a new seed; print it, so that a failure can be run again. */
export const testSeed = (): number => Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
