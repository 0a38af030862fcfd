/** What a key or token may do: read, act on recommendations and alerts, manage, and see personal data. */
export const scopes = ['read', 'act', 'admin', 'unmask'] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (word: string): word is Scope => (scopes as readonly string[]).includes(word);

/** Who asks. */
export interface Access {
  /** Of a key its id, of a token its subject: named in the log. */
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Whether personal data are shown. */
  readonly unmasked: boolean;
}

/** Whether somebody has a scope; admin has those to read and to act. */
export const hasScope = ({ scopes: own }: Access, scope: Scope): boolean =>
  own.has(scope) || (own.has('admin') && (scope === 'read' || scope === 'act'));

/** What somebody may do, as answers tell it: `read act unmask`; who sees personal data by a role has unmask too. */
export const scopesText = (access: Access): string =>
  scopes.filter((scope) => (scope === 'unmask' ? access.unmasked : hasScope(access, scope))).join(' ');
