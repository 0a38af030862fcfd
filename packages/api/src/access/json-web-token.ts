import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

/** Who issues tokens, for whom, and where its keys are. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: string;
}

const header = z.object({ alg: z.enum(['RS256', 'ES256']), kid: z.string().optional(), crit: z.undefined().optional() });
const claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  sub: z.string().min(1),
  scope: z.string().optional(),
  scp: z.union([z.string(), z.array(z.string())]).optional(),
  roles: z.array(z.string()).optional(),
  role: z.string().optional(),
});
export type Claims = z.infer<typeof claims>;

export type TokenOutcome = { readonly claims: Claims } | { readonly refused: 'unknown' | 'expired' };

const leewaySeconds = 60;

const decoded = (part: string | undefined): unknown => {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
};

/** The parts of a token that is one of those we take: signed by RS256 or ES256, nothing else. */
const partsOf = (token: string) => {
  const [head, body, signature, ...rest] = token.split('.');
  const read = header.safeParse(decoded(head));
  const said = claims.safeParse(decoded(body));
  if (!read.success || !said.success || signature === undefined || rest.length > 0) return undefined;
  return { header: read.data, claims: said.data, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
};

/** The key of a token, of the type its algorithm wants: the token must not choose what its key is taken for. */
const fits = (key: JsonWebKey & { readonly kid?: string; readonly use?: string }, { alg, kid }: z.infer<typeof header>): boolean =>
  (kid === undefined || key.kid === kid) &&
  (key.use === undefined || key.use === 'sig') &&
  (alg === 'RS256' ? key.kty === 'RSA' : key.kty === 'EC' && key.crv === 'P-256');

const keyOf = (jwk: JsonWebKey): KeyObject | undefined => {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
};

const isSigned = (alg: string, jwk: JsonWebKey, signed: string, signature: Buffer): boolean => {
  const key = keyOf(jwk);
  if (key === undefined) return false;
  return verify('sha256', Buffer.from(signed), alg === 'RS256' ? key : { key, dsaEncoding: 'ieee-p1363' }, signature);
};

/** @param keysOf keys of the issuer; asked once more, for new ones, where none fits @param now milliseconds of the clock */
export const verifyToken = async (
  token: string,
  { issuer, audience }: Issuer,
  keysOf: (renew: boolean) => Promise<readonly JsonWebKey[]>,
  now: number,
): Promise<TokenOutcome> => {
  const parts = partsOf(token);
  if (parts === undefined) return { refused: 'unknown' };
  const fitting = async (renew: boolean): Promise<readonly JsonWebKey[]> => (await keysOf(renew)).filter((key) => fits(key, parts.header));
  const known = await fitting(false);
  const keys = known.length > 0 ? known : await fitting(true);
  const right = keys.some((jwk) => isSigned(parts.header.alg, jwk, parts.signed, parts.signature));
  const { iss, aud, exp, nbf = 0 } = parts.claims;
  if (!right || iss !== issuer || ![aud].flat().includes(audience)) return { refused: 'unknown' };
  const seconds = now / 1000;
  if (exp + leewaySeconds <= seconds) return { refused: 'expired' };
  return nbf - leewaySeconds > seconds ? { refused: 'unknown' } : { claims: parts.claims };
};
