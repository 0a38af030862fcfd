export { lint } from './sql-dialect/lint.ts';
export { checkBinding } from './stage/check-binding.ts';
export { type Proof, proveKey, type Trial } from './stage/proof/prove-key.ts';
export { type SeededRandom, seededRandom } from './lake/drill/seeded-random.ts';
export { type BothWays, runBothWays, runQueriesBothWays } from './stage/proof/run-both-ways.ts';
