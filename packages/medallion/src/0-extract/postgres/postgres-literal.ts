/** Text as a literal of PostgreSQL, whatever its settings: COPY takes no bound values. */
export const postgresLiteral = (text: string): string =>
  `U&'${Array.from(text, (char) => (/[A-Za-z0-9 .:+-]/.test(char) ? char : `\\+${char.codePointAt(0)?.toString(16).padStart(6, '0')}`)).join('')}'`;
