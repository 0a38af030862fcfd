import { type EngineName, ModelRefused } from '@audit/contract';
import { literal } from './literal.ts';
import { argumentForms, type Macro } from './macro.ts';
import { macros } from './macros.ts';
import { isSilent, placeOf, type Token, tokens } from './tokens.ts';

/** Model text with what its marks stand for. */
export interface ModelText {
  /** Named in messages. */
  readonly name: string;
  readonly text: string;
  readonly constants: Readonly<Record<string, string>>;
}

/**
 * Renders the three marks of a model for an engine: `@macro(…)`, `{constant}` and `$param`. Strings and quoted names pass
 * untouched. Comments are left out: an apostrophe in one makes DuckDB take texts for code, and their odd spaces for plain ones.
 *
 * @param params validated values; `undefined` leaves the `$marks` in place, for a text that identifies the model
 * @throws {@link ModelRefused} for an unknown name or a wrong argument, with its place
 */
export const render = (model: ModelText, engine: EngineName, params: Readonly<Record<string, unknown>> | undefined): string => {
  const refuse = (token: Token, remedy: string): never => {
    const { line, column } = placeOf(model.text, token.at);
    throw new ModelRefused(model.name, line, column, token.text, remedy);
  };
  const expand = (list: readonly Token[]): string => {
    let out = '';
    for (let at = 0; at < list.length; at++) {
      const token = list[at]!;
      if (token.kind === 'macro') {
        const call = argumentsAfter(list, at) ?? refuse(token, 'follow the macro with its arguments in parentheses');
        out += apply(
          token,
          call.args.map((argument) => expand(argument).trim()),
        );
        at = call.end;
      } else if (token.kind === 'comment') out += ' ';
      else if (token.kind === 'constant') out += expand(tokens(constant(token)));
      else if (token.kind === 'param') out += param(token);
      else out += token.text;
    }
    return out;
  };
  const constant = (token: Token): string => model.constants[token.text.slice(1, -1)] ?? refuse(token, 'define the constant in the stage');
  const param = (token: Token): string => {
    if (params === undefined) return token.text;
    const name = token.text.slice(1);
    return Object.hasOwn(params, name) ? literal(params[name]) : refuse(token, 'declare the parameter in the stage');
  };
  const apply = (token: Token, args: readonly string[]): string => {
    const name = token.text.slice(1);
    const macro =
      (Object.hasOwn(macros, name) ? macros[name] : undefined) ?? refuse(token, 'use a macro that exists (docs of sql-dialect)');
    const fault = faultOf(macro, args);
    if (fault !== undefined) refuse(token, fault);
    return macro[engine](...args);
  };
  return expand(tokens(model.text)).trim();
};

/** The arguments of the call that starts at `at`, each as tokens, and the place of its closing parenthesis. */
const argumentsAfter = (
  list: readonly Token[],
  at: number,
): { readonly args: readonly (readonly Token[])[]; readonly end: number } | undefined => {
  if (list[at + 1]?.text !== '(') return undefined;
  const args: Token[][] = [[]];
  let depth = 1;
  for (let i = at + 2; i < list.length; i++) {
    const token = list[i]!;
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    if (depth === 0) {
      const empty = args.length === 1 && args[0]!.every(isSilent);
      return { args: empty ? [] : args, end: i };
    }
    if (token.text === ',' && depth === 1) args.push([]);
    // A line comment would swallow what the macro puts after the argument.
    else if (token.kind !== 'comment') args.at(-1)!.push(token);
  }
  return undefined;
};

const faultOf = (macro: Macro, args: readonly string[]): string | undefined => {
  const takes = Object.entries(macro.takes);
  const fits = macro.repeats === true ? args.length > 0 && args.length % takes.length === 0 : args.length === takes.length;
  if (!fits) return `give it (${takes.map(([name]) => name).join(', ')}${macro.repeats === true ? ', …' : ''})`;
  for (const [at, argument] of args.entries()) {
    const [name, kind] = takes[at % takes.length]!;
    const [form, remedy] = argumentForms[kind];
    if (!form.test(argument)) return `argument ${name} is "${argument}": ${remedy}`;
  }
  return undefined;
};
