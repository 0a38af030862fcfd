import { ruleContributions } from '../explain/rule-contributions.ts';
import { pairNats } from './pair-nats.ts';
import type { Weigher } from './weigher.ts';

/** Weighs pairs by the weights that go with the rules. */
export const ruleWeigher: Weigher = { nats: pairNats, parts: ruleContributions };
