import { ApiProblem } from '../http/problem.ts';

/** @throws {@link ApiProblem} 404 for an id that is no customer’s */
export const unknownCustomer = (): ApiProblem =>
  new ApiProblem(
    'NO_SUCH_CUSTOMER',
    'no customer, account or merged customer of this version has the id; look for it by /api/customers?q=',
  );
