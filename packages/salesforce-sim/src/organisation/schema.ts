import type { Counts } from './counts.ts';
import { account, contact } from './objects/accounts.ts';
import { event, task } from './objects/activities.ts';
import { creditMemo, invoice, invoiceLine, payment } from './objects/billing.ts';
import { asset, attachment, contract, order, orderItem, product2 } from './objects/contracts.ts';
import { opportunity, opportunityFieldHistory, opportunityLineItem } from './objects/sales.ts';
import { caseMilestone, caseObject, caseStatus, entitlement } from './objects/service.ts';
import { currencyType, datedConversionRate, organization, user } from './objects/setup.ts';
import { usage } from './objects/usage.ts';
import type { SObject } from './sobject.ts';

const definitions: readonly ((counts: Counts) => SObject)[] = [
  organization,
  user,
  currencyType,
  datedConversionRate,
  account,
  contact,
  product2,
  contract,
  opportunity,
  opportunityLineItem,
  opportunityFieldHistory,
  order,
  orderItem,
  asset,
  attachment,
  entitlement,
  caseObject,
  caseMilestone,
  caseStatus,
  task,
  event,
  usage,
  invoice,
  invoiceLine,
  payment,
  creditMemo,
];

/** Every object of the organisation, as it begins. */
export const beginningSchema = (counts: Counts): readonly SObject[] => definitions.map((define) => define(counts));
