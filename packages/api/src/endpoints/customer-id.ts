import { ApiProblem } from '../http/problem.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Another id that stands for the customer asked for; undefined where there is none. */
export const masterOfOther = async (snapshot: Snapshot, id: string): Promise<string | undefined> => {
  const [other] = await snapshot.rows('SELECT master_id FROM other_id WHERE id = $1', [id]);
  return other === undefined ? undefined : String(other[0]);
};

/** @throws {@link ApiProblem} 404 for an id that is no customer’s */
export const unknownCustomer = (): ApiProblem =>
  new ApiProblem(
    'NO_SUCH_CUSTOMER',
    'no customer, account or merged customer of this version has the id; look for it by /api/customers?q=',
  );

/** Whether a customer has the id. */
export const isCustomer = async (snapshot: Snapshot, id: string): Promise<boolean> =>
  (await snapshot.rows('SELECT n FROM document WHERE master_id = $1', [id])).length > 0;
