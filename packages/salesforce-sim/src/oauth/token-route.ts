import { createHmac } from 'node:crypto';
import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import type { Simulation } from '../http/simulation.ts';
import { organisationId, userId } from '../organisation/ids.ts';
import { refusalOfAssertion } from './jwt-assertion.ts';

const refusal = (error: string, description: string): Answer => json({ error, error_description: description }, 400);

const grant = ({ sessions, organisation, credentials, url }: Simulation): Answer => {
  const id = `${url()}/id/${organisationId}/${userId}`;
  const issuedAt = String(Date.parse(organisation.clock));
  return json({
    access_token: sessions.open(organisationId),
    signature: createHmac('sha256', credentials.clientSecret).update(`${id}${issuedAt}`).digest('base64'),
    scope: 'api refresh_token',
    instance_url: url(),
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  });
};

const basic = (authorization: string | undefined): readonly string[] => {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  return encoded === undefined ? [] : Buffer.from(encoded, 'base64').toString('utf8').split(':');
};

/** The client by form or by `Authorization: Basic`; undefined when it is the right one. */
const refusalOfClient = ({ simulation, headers }: Exchange, form: URLSearchParams): Answer | undefined => {
  const { clientId, clientSecret } = simulation.credentials;
  const [basicId, basicSecret] = basic(headers['authorization']);
  if ((form.get('client_id') ?? basicId) !== clientId) return refusal('invalid_client_id', 'client identifier invalid');
  return (form.get('client_secret') ?? basicSecret) === clientSecret ? undefined : refusal('invalid_client', 'invalid client credentials');
};

const byAssertion = ({ simulation }: Exchange, form: URLSearchParams): Answer => {
  const { clientId, username, publicKey } = simulation.credentials;
  const why = refusalOfAssertion(form.get('assertion') ?? '', {
    clientId,
    username,
    publicKey,
    audiences: [simulation.url(), 'https://login.salesforce.com', 'https://test.salesforce.com'],
    nowSeconds: Math.floor(Date.now() / 1000),
  });
  return why === undefined ? grant(simulation) : refusal('invalid_grant', why);
};

const byRefreshToken = (exchange: Exchange, form: URLSearchParams): Answer => {
  const why = refusalOfClient(exchange, form);
  if (why !== undefined) return why;
  const { credentials } = exchange.simulation;
  return form.get('refresh_token') === credentials.refreshToken
    ? grant(exchange.simulation)
    : refusal('invalid_grant', 'expired access/refresh token');
};

const byPassword = (exchange: Exchange, form: URLSearchParams): Answer => {
  const { credentials, allowPassword } = exchange.simulation;
  const why = refusalOfClient(exchange, form);
  if (why !== undefined) return why;
  const isRight =
    form.get('username') === credentials.username && form.get('password') === `${credentials.password}${credentials.securityToken}`;
  return allowPassword && isRight ? grant(exchange.simulation) : refusal('invalid_grant', 'authentication failure');
};

const issue = (exchange: Exchange): Answer => {
  const form = new URLSearchParams(exchange.body === '' ? exchange.query : exchange.body);
  switch (form.get('grant_type')) {
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return byAssertion(exchange, form);
    case 'client_credentials':
      return refusalOfClient(exchange, form) ?? grant(exchange.simulation);
    case 'refresh_token':
      return byRefreshToken(exchange, form);
    case 'password':
      return byPassword(exchange, form);
    default:
      return refusal('unsupported_grant_type', 'grant type not supported');
  }
};

/** `POST /services/oauth2/token`: JWT bearer, client credentials, refresh token, and the password grant where it is allowed. */
export const tokenRoute: Route = { method: 'POST', path: /^\/services\/oauth2\/token$/, open: true, whole: true, answer: issue };
