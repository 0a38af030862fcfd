/** What stands in the place of a value that may identify a person. */
export const mask = '***';

/** Control characters around a personal value: no JSON has them, so that what was not read by {@link shownJson} is none. */
export const [markOpen, markClose] = [1, 2];

const maskBytes = Buffer.from(JSON.stringify(mask));

/** JSON with marked values as somebody gets it, as bytes of its own: values shown, or masked for whoever has not the right to see personal data. */
export const shownJson = (marked: Buffer, unmasked: boolean): Buffer => {
  const parts: Buffer[] = [];
  let at = 0;
  for (let open = marked.indexOf(markOpen); open >= 0; open = marked.indexOf(markOpen, at)) {
    const close = marked.indexOf(markClose, open);
    parts.push(marked.subarray(at, open), unmasked ? marked.subarray(open + 1, close) : maskBytes);
    at = close + 1;
  }
  parts.push(marked.subarray(at));
  return Buffer.concat(parts);
};
