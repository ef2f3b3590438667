import { createServer, type Server } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { HttpRequest } from '../../../connect/http';
import { n8nHttp } from '../../../connect/n8nHttp';
import { createCertificateAuthority } from '../../../sandbox/certificates';

/**
 * The port over n8n's real request helper (the function behind helpers.httpRequest), to a TLS server on loopback:
 * what n8n and axios really do with streams, statuses, redirects and bodies.
 */
const root = join(__dirname, '../../..');
const backendNetwork = createRequire(createRequire(join(root, 'package.json')).resolve('n8n-core'));
const { httpRequest } = createRequire(backendNetwork.resolve('@n8n/backend-network'))('./http/axios/request.js') as {
	httpRequest(options: IHttpRequestOptions): Promise<unknown>;
};

let server: Server;
let origin: string;
const seen: { method?: string; url?: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
const authority = createCertificateAuthority();
const flaky = { left: 0 };

beforeAll(async () => {
	server = createServer(
		{ SNICallback: (host, done) => done(null, authority.contextFor(host)) },
		(request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				seen.push({ method: request.method, url: request.url, headers: request.headers, body });
				const path = request.url?.split('?')[0];
				if (path === '/json')
					return response.setHeader('content-type', 'application/json').end('{"gross":"100.0","a":[1]}');
				if (path === '/broken') return response.setHeader('content-type', 'application/json').end('{"gross":');
				if (path === '/pdf')
					return response
						.setHeader('content-type', 'application/pdf')
						.end(Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0x00]));
				if (path === '/big') return void writeForEver(response);
				if (path === '/moved') return response.writeHead(302, { location: `${origin}/json` }).end();
				if (path === '/cut') return request.socket.destroy();
				if (path === '/flaky' && flaky.left-- > 0) return response.writeHead(503, { 'retry-after': '0' }).end();
				const status = Number(/^\/status\/(\d+)$/.exec(path ?? '')?.[1] ?? 200);
				return response.writeHead(status, { 'content-type': 'application/json' }).end('{"said":"so"}');
			});
		},
	);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	origin = `https://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
});
beforeEach(() => void seen.splice(0));

function writeForEver(response: NodeJS.WritableStream & { destroyed?: boolean }): void {
	const more = () => {
		while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
		if (!response.destroyed) response.once('drain', more);
	};
	more();
}

/** Credentials are n8n's matter: here the helper with authentication only adds a header, and wraps failures as n8n does. */
function context(): IExecuteFunctions {
	const send = (options: IHttpRequestOptions) => httpRequest({ ...options, agentOptions: { ca: authority.pem } });
	const signed = async (_type: string, options: IHttpRequestOptions) => {
		try {
			return await send({ ...options, headers: { ...options.headers, Authorization: 'Bearer s3cret' } });
		} catch (error) {
			throw new NodeApiError({ name: 'n' } as never, error as never);
		}
	};
	return { helpers: { httpRequest: send, httpRequestWithAuthentication: signed } } as unknown as IExecuteFunctions;
}

const send = (path: string, more: Partial<HttpRequest> = {}, credentialType?: string) =>
	n8nHttp(context(), { vendor: 'Acme', credentialType }).send({
		kind: 'read',
		method: 'GET',
		url: `${origin}${path}`,
		purpose: 'read the thing',
		...more,
	});

test('JSON is parsed, amounts stay text; what is no JSON stays text', async () => {
	expect(await send('/json')).toMatchObject({ status: 200, body: { gross: '100.0', a: [1] } });
	expect((await send('/broken')).body).toBe('{"gross":');
});

test('bytes arrive unharmed', async () => {
	const { body } = await send('/pdf', { responseType: 'binary' });
	expect([...(body as Buffer)]).toEqual([0x25, 0x50, 0x44, 0x46, 0xff, 0x00]);
});

test('a download without end is cut at the limit', async () => {
	await expect(send('/big', { responseType: 'binary' })).rejects.toMatchObject({ message: /25 MB/ });
}, 20_000);

test('a body is sent as JSON, a query as a query, the signature by n8n', async () => {
	const more = {
		kind: 'create',
		method: 'POST',
		query: { oid: 'a:b 1', none: undefined },
		body: { x: '1.10' },
	} as const;
	await send('/json', more, 'acmeApi');
	expect(seen).toHaveLength(1);
	expect(seen[0]).toMatchObject({ method: 'POST', body: '{"x":"1.10"}' });
	expect(seen[0]?.headers).toMatchObject({ 'content-type': 'application/json', authorization: 'Bearer s3cret' });
	expect(new URL(seen[0]?.url ?? '', origin).searchParams.toString()).toBe('oid=a%3Ab+1');
});

test.each([404, 422, 403])('status %i is an answer, not an error', async (status) => {
	expect(await send(`/status/${status}`, {}, 'acmeApi')).toMatchObject({ status, body: { said: 'so' } });
});

test('a 401 reaches the adapter although n8n has to see it first to renew an OAuth2 token', async () => {
	expect(await send('/status/401', {}, 'acmeApi')).toMatchObject({ status: 401, body: { said: 'so' } });
	expect(await send('/status/401', {}, 'acmeOAuth2Api')).toMatchObject({ status: 401, body: { said: 'so' } });
	const thrown = jest.fn();
	const helpers = context().helpers as unknown as {
		httpRequestWithAuthentication: (...all: unknown[]) => Promise<unknown>;
	};
	const inner = helpers.httpRequestWithAuthentication;
	helpers.httpRequestWithAuthentication = (...all) =>
		inner(...all).catch((error: unknown) => (thrown(error), Promise.reject(error)));
	const http = n8nHttp({ helpers } as unknown as IExecuteFunctions, {
		vendor: 'Acme',
		credentialType: 'acmeOAuth2Api',
	});
	await http.send({ kind: 'read', method: 'GET', url: `${origin}/status/401`, purpose: 'read' });
	expect(thrown).toHaveBeenCalledTimes(1);
});

test('a redirect is not followed', async () => {
	expect(await send('/moved')).toMatchObject({ status: 302 });
	expect(seen.map((each) => each.url)).toEqual(['/moved']);
});

test('a read in trouble is tried again', async () => {
	flaky.left = 1;
	expect(await send('/flaky')).toMatchObject({ status: 200 });
	expect(seen).toHaveLength(2);
});

test('a create is sent once, and a cut connection is unclear', async () => {
	const create = { kind: 'create', method: 'POST', body: {} } as const;
	await expect(send('/cut', create)).rejects.toMatchObject({ cause_: 'unavailable', outcome: 'unclear' });
	expect(seen).toHaveLength(1);
});

test('a closed port and an unknown certificate did nothing', async () => {
	const create = { kind: 'create', method: 'POST' } as const;
	await expect(send('', { ...create, url: 'https://localhost:1/x' })).rejects.toMatchObject({ outcome: 'notDone' });
	const helpers = { httpRequest: (options: IHttpRequestOptions) => httpRequest(options) };
	const untrusting = n8nHttp({ helpers } as unknown as IExecuteFunctions, { vendor: 'Acme' });
	const sent = untrusting.send({ ...create, url: `${origin}/json`, purpose: 'make it' });
	await expect(sent).rejects.toMatchObject({ outcome: 'notDone', message: /certificate/ });
	expect(seen).toEqual([]);
});

test.each(['http://localhost/x', 'https://user:pass@localhost/x', 'localhost', ''])('%j is not called', async (url) => {
	await expect(send('', { url })).rejects.toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
	expect(seen).toEqual([]);
});
