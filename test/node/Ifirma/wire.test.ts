import { createServer, type Server } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { n8nHttp } from '../../../connect/n8nHttp';
import { DealToInvoiceIfirmaApi } from '../../../credentials/DealToInvoiceIfirmaApi.credentials';
import { IfirmaAccounting } from '../../../nodes/Ifirma/IfirmaAccounting';
import { createCertificateAuthority } from '../../../sandbox/certificates';
import { bodyBytes } from '../../../sandbox/dispatcher';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';
import { DEMO_IFIRMA_CREDENTIAL } from '../../../sandbox/fakes/ifirma/demo';
import { invoice, testWorld } from '../../unit/ifirma/support';

/**
 * Signed by the credential, sent by n8n's real request helper (axios underneath), checked by the fake on the bytes that
 * arrive: a body or an address that n8n writes anew on the way would not fit its signature.
 */
const root = join(__dirname, '../../..');
const backendNetwork = createRequire(createRequire(join(root, 'package.json')).resolve('n8n-core'));
const { httpRequest } = createRequire(backendNetwork.resolve('@n8n/backend-network'))('./http/axios/request.js') as {
	httpRequest(options: IHttpRequestOptions): Promise<unknown>;
};

const HOST = 'www.ifirma.pl';
const world = testWorld();
const fake = createIfirmaFake(world);
const authority = createCertificateAuthority();
const seen: string[] = [];
let server: Server;

beforeAll(async () => {
	server = createServer(
		{ SNICallback: (host, done) => done(null, authority.contextFor(host)) },
		(request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				const url = new URL(request.url ?? '', `https://${HOST}`);
				seen.push(`${request.method} ${request.url}`);
				void fake
					.handle({
						method: request.method ?? '',
						host: HOST,
						path: url.pathname,
						query: url.searchParams,
						headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
						raw: Buffer.concat(parts),
					})
					.then(({ status, headers, body }) => response.writeHead(status, headers).end(bodyBytes(body)));
			});
		},
	);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
});

function context(): IExecuteFunctions {
	const { authenticate } = new DealToInvoiceIfirmaApi();
	const { port } = server.address() as AddressInfo;
	return {
		helpers: {
			httpRequestWithAuthentication: async (_type: string, asked: IHttpRequestOptions) => {
				if (typeof authenticate !== 'function') throw new Error('The credential has to sign by code.');
				const options = await authenticate(DEMO_IFIRMA_CREDENTIAL, asked);
				const url = options.url.replace(`https://${HOST}/`, `https://localhost:${port}/`);
				return httpRequest({ ...options, url, agentOptions: { ca: authority.pem } });
			},
		},
	} as unknown as IExecuteFunctions;
}

test('what arrives is what was signed: create, read, list, PDF, payment, e-mail, KSeF, month', async () => {
	fake.patchSettings({ month: '2026-10' });
	const http = n8nHttp(context(), { vendor: 'iFirma', credentialType: 'dealToInvoiceIfirmaApi' });
	const settings = { login: DEMO_IFIRMA_CREDENTIAL.login, ksef: 'send' as const, month: 'switch' as const };
	const accounting = new IfirmaAccounting(http, settings, world);
	const asked = invoice({ notes: 'Zażółć gęślą jaźń\n„cytat" \\ / \u2028 👍 <b>&amp;</b>', gate: 'ksefNumber' });

	const { documentId } = await accounting.issue(asked);
	expect(fake.invoices()).toMatchObject([{ reference: asked.reference }]);
	expect(await accounting.findByReference(asked.reference, asked)).toHaveLength(1);
	expect((await accounting.pdf(documentId)).equals(await fake.pdf(documentId))).toBe(true);
	expect((await accounting.legalStatus(documentId, { send: true })).legal.state).toBe('legal');
	await accounting.sendByEmail(documentId, ['biuro@brzoza.example']);
	const payment = { reference: 't1', amount: '1230.00', paidOn: '2026-12-01' };
	expect(await accounting.recordPayment(documentId, payment)).toMatchObject({ paid: '1230.00' });
	expect(seen).toContain('POST /iapi/faktury/wplaty/prz_faktura_kraj/1_11_2026.json');
	expect(seen).toContain('POST /iapi/fakturakraj/send/1244512.json?wyslijEfaktura=true');
	expect(fake.month().switches).toBe(1);
});
