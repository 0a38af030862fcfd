import { lint, render, type Session } from '@audit/warehouse';

/** SQL of a text in the language of models, for the engine of a session. @throws ModelRefused */
export const modelText = (session: Session, name: string, text: string, params: Readonly<Record<string, unknown>>): string => {
  lint(name, text);
  return render({ name, text, constants: {} }, session.engine, params);
};
