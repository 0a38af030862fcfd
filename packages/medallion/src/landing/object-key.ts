/** `source.object`: what cursors and schemas are known by. */
export const objectKey = ({ source, object }: { readonly source: string; readonly object: string }): string => `${source}.${object}`;
