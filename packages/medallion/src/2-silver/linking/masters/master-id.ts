import { nameUuid } from '@audit/contract';

/** Namespace of the ids of master accounts. */
const masterNamespace = '6b1a2f0e-6d1c-5b8e-9c53-8e1f6f5d2a44';

/** Id of a master account, of its smallest account when it was first made: research M1. */
export const masterId = (accountId: string): string => nameUuid(masterNamespace, accountId);
