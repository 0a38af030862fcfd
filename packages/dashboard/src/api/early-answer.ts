declare global {
  /** What the page asked the API while its scripts were loading (index.html). */
  var earlyAnswer: { readonly url: string; readonly response: Promise<Response> } | undefined;
}

/** The answer to a question asked before the scripts were there; once, as it may be old later. */
export const takeEarlyAnswer = (url: URL): Promise<Response> | undefined => {
  const early = globalThis.earlyAnswer;
  if (early?.url !== url.href) return undefined;
  globalThis.earlyAnswer = undefined;
  return early.response;
};
