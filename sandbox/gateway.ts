import { writeFile } from 'node:fs/promises';
import { createServer as createProxy, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { createCertificateAuthority } from './certificates';
import { bodyBytes, CUT, type Answer, type createDispatcher } from './dispatcher';
import type { FakeRequest } from './fakes/types';
import { makeTempFolder, removeTempFolder } from './tempFolder';
import type { SandboxWorld } from './world';

const BODY_LIMIT = 64 * 1024 * 1024;

export interface Gateway {
	/** For HTTPS_PROXY. */
	readonly proxyUrl: string;
	readonly port: number;
	/** For NODE_EXTRA_CA_CERTS. */
	readonly caFile: string;
	readonly caPem: string;
	stop(): Promise<void>;
}

/**
 * Where every vendor call of n8n ends: a CONNECT proxy on the loopback whose tunnels all lead to one TLS server with
 * certificates of our own. A host that no fake answers for is refused, so nothing reaches the internet by mistake.
 */
export async function startGateway(
	world: SandboxWorld,
	dispatch: ReturnType<typeof createDispatcher>,
): Promise<Gateway> {
	const authority = createCertificateAuthority();
	const folder = makeTempFolder('ca');
	const caFile = join(folder, 'ca.pem');
	await writeFile(caFile, authority.pem);
	const sockets = new Set<Socket>();

	const tls = createTls(
		{ SNICallback: (host, done) => done(null, authority.contextFor(host)) },
		(request, response) => {
			void serve(dispatch, request, response);
		},
	);
	tls.keepAliveTimeout = 30_000;
	tls.on('tlsClientError', (_error, socket) => socket.destroy());

	const refuse = (method: string, host: string, path: string) => {
		world.calls.end(world.calls.begin({ vendor: '', method, host, path }), 403);
		world.changed();
	};
	const proxy = createProxy((request, response) => {
		// Plain http through the proxy: no vendor of ours speaks it.
		refuse(request.method ?? '', hostOf(request.headers.host), '');
		response.writeHead(403).end('The sandbox forwards nothing.\n');
	});
	proxy.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		const [host, port] = [hostOf(request.url), request.url?.split(':').pop()];
		if (port !== '443' || !dispatch.fakeFor(host)) {
			refuse('CONNECT', host, '');
			socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
			return;
		}
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		if (head.length > 0) socket.unshift(head);
		tls.emit('connection', socket);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	const { port } = proxy.address() as AddressInfo;

	return {
		proxyUrl: `http://127.0.0.1:${port}`,
		port,
		caFile,
		caPem: authority.pem,
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
			removeTempFolder(folder);
		},
	};
}

async function serve(
	dispatch: ReturnType<typeof createDispatcher>,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const gone = new AbortController();
	response.on('close', () => gone.abort());
	response.on('error', () => gone.abort());
	const raw = await readBody(request).catch(() => undefined);
	if (!raw) {
		request.socket.destroy();
		return;
	}
	send(await dispatch(toFakeRequest(request, raw), gone.signal), request, response);
}

function toFakeRequest(request: IncomingMessage, raw: Buffer): FakeRequest {
	const host = hostOf(request.headers.host);
	const url = new URL(request.url ?? '/', `https://${host}`);
	const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
	return {
		method: request.method ?? 'GET',
		host,
		path: url.pathname,
		query: url.searchParams,
		headers: Object.fromEntries(headers),
		raw,
	};
}

function send(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
	if (answer === CUT) {
		request.socket.destroy();
		return;
	}
	const body = bodyBytes(answer.body);
	const isText = typeof answer.body === 'string' || Buffer.isBuffer(answer.body);
	const type = isText || body.length === 0 ? {} : { 'content-type': 'application/json; charset=utf-8' };
	// A 204 has no body, and says so by having no length either.
	const length = answer.status === 204 ? {} : { 'content-length': String(body.length) };
	response.writeHead(answer.status, { ...type, ...answer.headers, ...length });
	response.end(request.method === 'HEAD' ? undefined : body);
}

export async function readBody(request: IncomingMessage, limit = BODY_LIMIT): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request as AsyncIterable<Buffer>) {
		size += part.length;
		if (size > limit) throw new RangeError(`The body is longer than ${limit} bytes.`);
		parts.push(part);
	}
	return Buffer.concat(parts);
}

const hostOf = (hostAndPort = ''): string => hostAndPort.replace(/:\d+$/, '').toLowerCase();
