/** An object, as JSON text, with further members: it is not read for that. */
export const withMembers = (object: string, members: Readonly<Record<string, unknown>>): string =>
  `${object.slice(0, -1)}${object === '{}' ? '' : ','}${JSON.stringify(members).slice(1)}`;
