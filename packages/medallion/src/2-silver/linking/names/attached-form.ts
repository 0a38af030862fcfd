import { attachedForms, bracketedForms } from './data/legal-forms.ts';

const fromOtherScripts = /[^\u0000-\u024f]/u;

/** A name without the legal form that its script writes without a blank: 株式会社トヨタ. Names in Latin letters stay as they are. */
export const withoutAttachedForm = (name: string): { readonly bare: string; readonly form: string } => {
  if (!fromOtherScripts.test(name)) return { bare: name, form: '' };
  const normal = bracketedForms.reduce((text, form) => text.replaceAll(form, ' '), name.normalize('NFKC')).trim();
  for (const form of attachedForms) {
    const bare = normal.startsWith(form) ? normal.slice(form.length) : normal.endsWith(form) ? normal.slice(0, -form.length) : '';
    if (/[\p{L}\p{N}]/u.test(bare)) return { bare: bare.trim(), form };
  }
  return { bare: normal, form: '' };
};
