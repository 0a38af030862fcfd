import { amountMacros } from './amount-macros.ts';
import { groupMacros } from './group-macros.ts';
import { isoMacros } from './iso-macros.ts';
import { jsonMacros } from './json-macros.ts';
import { letterMacros } from './letter-macros.ts';
import { listMacros } from './list-macros.ts';
import type { Macro } from './macro.ts';
import { numberMacros } from './number-macros.ts';
import { planMacros } from './plan-macros.ts';
import { textMacros } from './text-macros.ts';
import { timeMacros } from './time-macros.ts';

/** The words a model may use beyond plain SQL, as `@name(argument, …)`; arguments may hold macros. */
export const macros: Readonly<Record<string, Macro>> = {
  ...numberMacros,
  ...amountMacros,
  ...timeMacros,
  ...isoMacros,
  ...textMacros,
  ...letterMacros,
  ...listMacros,
  ...jsonMacros,
  ...groupMacros,
  ...planMacros,
};
