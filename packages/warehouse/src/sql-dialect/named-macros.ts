import type { EngineName } from '@audit/contract';
import { macros } from './macros.ts';
import type { Macro } from './macro.ts';
import { render, type ModelText } from './render.ts';
import { tokens } from './tokens.ts';

/** A model as people read it: macros of the engine first, by name, then the statement that calls them. */
export interface NamedMacros {
  /** `CREATE MACRO` statements, each once. */
  readonly macros: readonly string[];
  readonly statement: string;
}

/** Whether the engine can call a macro itself: it has arguments, always as many, and they are expressions. */
const isCallable = ({ takes, repeats }: Macro): boolean =>
  repeats !== true && Object.keys(takes).length > 0 && Object.values(takes).every((kind) => kind === 'sql' || kind === 'whole');

/**
 * A model rendered so that it can be read and run by hand: macros are not written out at each call, but declared once.
 *
 * @throws {@link ModelRefused} as `render` does
 */
export const namedMacros = ({ name, text, constants }: ModelText, engine: EngineName): NamedMacros => {
  const used = new Map<string, string>();
  const named = tokens(text)
    .map((token) => {
      const macro = token.kind === 'macro' ? (macros as Readonly<Record<string, Macro | undefined>>)[token.text.slice(1)] : undefined;
      if (macro === undefined || !isCallable(macro)) return token.text;
      const called = `audit_${token.text.slice(1)}`;
      // Some of their names are words of SQL.
      const parameters = Object.keys(macro.takes).map((parameter) => `p_${parameter}`);
      used.set(called, `CREATE OR REPLACE TEMP MACRO ${called}(${parameters.join(', ')}) AS\n  ${macro[engine](...parameters)};`);
      return called;
    })
    .join('');
  return { macros: [...used.values()], statement: render({ name, text: named, constants }, engine, {}) };
};
