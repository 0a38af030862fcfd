/** What only tests, benchmarks and drills need: cases of random histories and the model they are compared with. */
export { differencesOf } from './proof/differences.ts';
export { expectedOf } from './proof/model.ts';
export { type ExpectedQuarter, expectedQuarters } from './proof/model-kpi.ts';
export { type ExpectedContact, expectedContacts } from './proof/model-contact.ts';
export type { DeliveredBatch, DeliveredRecord, Expected, ExpectedEvent, ExpectedVersion, Feed, ProfileCase } from './proof/profile-case.ts';
export { randomContacts } from './proof/random-contacts.ts';
export { jsonLine, randomCase } from './proof/random-case.ts';
export { rearranged, timelessOf } from './proof/rearranged-case.ts';
export { smallestFailing } from './proof/smallest-failing.ts';
export { stretched } from './proof/stretched-case.ts';
export { type VectorVersion, vectorVersions } from './proof/vector-versions.ts';
