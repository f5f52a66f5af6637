// A provider of accounts (OpenID Connect) on loopback: whoever comes is `provider.who`, and is sent back at once.

import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts one; `who` decides what it says of the next visitor. */
export async function startProvider(clientId) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const codes = new Map();
  const provider = { who: {} };

  const token = ({ nonce, who }) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: provider.url, aud: clientId, iat: now, exp: now + 300, nonce, ...who };
    const text = `${part({ alg: 'ES256', kid: '1', typ: 'JWT' })}.${part(claims)}`;
    const mark = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${mark.toString('base64url')}`;
  };

  const answer = async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, provider.url);
    const json = (value, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (pathname === '/.well-known/openid-configuration') {
      return json({
        issuer: provider.url,
        authorization_endpoint: `${provider.url}/auth`,
        token_endpoint: `${provider.url}/token`,
        jwks_uri: `${provider.url}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
      });
    }
    if (pathname === '/keys') {
      return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: '1' }] });
    }
    if (pathname === '/auth') {
      const code = randomUUID();
      const [nonce, challenge] = [searchParams.get('nonce'), searchParams.get('code_challenge')];
      codes.set(code, { nonce, challenge, who: provider.who });
      const back = new URL(searchParams.get('redirect_uri'));
      back.search = new URLSearchParams({ code, state: searchParams.get('state'), iss: provider.url });
      return response.writeHead(302, { location: back.href }).end();
    }
    let body = '';
    for await (const some of request) body += some;
    const form = new URLSearchParams(body);
    const visit = codes.get(form.get('code'));
    codes.delete(form.get('code'));
    const hash = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    if (pathname !== '/token' || hash !== visit?.challenge) return json({ error: 'invalid_grant' }, 400);
    return json({ access_token: 'x', token_type: 'Bearer', expires_in: 300, id_token: token(visit) });
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  // another site than the service, as in life: cookies notice
  provider.url = `http://localhost:${server.address().port}`;
  provider.stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return provider;
}
