import { connect as connectTcp, type Socket } from 'node:net';
import { request as httpsRequest, Agent, type RequestOptions } from 'node:https';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { createHash } from 'node:crypto';
import { createDispatcher } from '../../../sandbox/dispatcher';
import { startGateway, type Gateway } from '../../../sandbox/gateway';
import { createWorld, type SandboxWorld } from '../../../sandbox/world';
import { echoFake } from './dummies';

const world: SandboxWorld = createWorld();
const fake = echoFake('echo', ['echo.example', '*.wild.example']);
let gateway: Gateway;

beforeAll(async () => {
	gateway = await startGateway(world, createDispatcher(world, [fake]));
});
afterAll(() => gateway.stop());
beforeEach(() => {
	fake.reset();
	world.calls.clear();
	world.faults.clear();
});

/** Speaks CONNECT as any HTTPS client behind a proxy does; answers the proxy's status line and the open socket. */
function tunnel(target: string): Promise<{ status: string; socket: Socket }> {
	return new Promise((resolve, reject) => {
		const socket = connectTcp(gateway.port, '127.0.0.1', () => {
			socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`);
		});
		socket.once('error', reject);
		socket.once('data', (data) => resolve({ status: data.toString().split('\r\n')[0] ?? '', socket }));
	});
}

/** A TLS connection to a host that trusts nobody but the gateway's authority. */
async function secure(host: string): Promise<TLSSocket> {
	const { socket } = await tunnel(`${host}:443`);
	return new Promise((resolve, reject) => {
		const secured = connectTls({ socket, servername: host, ca: gateway.caPem }, () => resolve(secured));
		secured.once('error', reject);
	});
}

class TunnelAgent extends Agent {
	constructor(private readonly tls: TLSSocket) {
		super({ keepAlive: true, maxSockets: 1 });
	}
	override createConnection = () => this.tls;
}

function call(
	agent: Agent,
	options: RequestOptions,
	body?: Buffer,
): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }> {
	return new Promise((resolve, reject) => {
		const outgoing = httpsRequest({ host: 'echo.example', agent, ...options }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('end', () =>
				resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
			);
			answer.on('error', reject);
		});
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('the gateway', () => {
	it('brings an HTTPS request through the tunnel to its fake, host, path, query and body intact', async () => {
		const agent = new TunnelAgent(await secure('echo.example'));
		const headers = { 'content-type': 'application/json', 'x-mark': 'mark' };
		const answer = await call(agent, { method: 'POST', path: '/a%20b?x=1&x=2', headers }, Buffer.from('{"n":1}'));
		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
		expect(JSON.parse(answer.body.toString())).toEqual({ ok: true });
		const [seen] = fake.seen;
		expect(seen).toMatchObject({ method: 'POST', host: 'echo.example', path: '/a%20b' });
		expect(seen?.query.getAll('x')).toEqual(['1', '2']);
		expect(seen?.headers['x-mark']).toBe('mark');
		expect(seen?.raw.toString()).toBe('{"n":1}');
		agent.destroy();
	});

	it('makes a certificate for every host of a suffix', async () => {
		const socket = await secure('firma.wild.example');
		expect(socket.authorized).toBe(true);
		expect(socket.getPeerCertificate().subjectaltname).toBe('DNS:firma.wild.example');
		socket.destroy();
	});

	it('keeps one connection for many requests', async () => {
		const agent = new TunnelAgent(await secure('echo.example'));
		for (let i = 0; i < 3; i++) expect((await call(agent, { path: `/${i}` })).status).toBe(200);
		expect(fake.seen.map(({ path }) => path)).toEqual(['/0', '/1', '/2']);
		agent.destroy();
	});

	it('carries 25 MB of binary both ways unchanged', async () => {
		const bytes = Buffer.alloc(25 * 1024 * 1024, 0);
		for (let i = 0; i < bytes.length; i += 997) bytes[i] = i % 256;
		fake.answer = { status: 201, headers: { 'content-type': 'application/pdf' }, body: bytes };
		const agent = new TunnelAgent(await secure('echo.example'));
		const answer = await call(agent, { method: 'PUT', path: '/big' }, bytes);
		expect(answer.headers['content-type']).toBe('application/pdf');
		expect(sha256(answer.body)).toBe(sha256(bytes));
		expect(sha256(fake.seen[0]?.raw ?? Buffer.alloc(0))).toBe(sha256(bytes));
		agent.destroy();
	});

	it.each(['api.n8n.io:443', 'echo.example:80', 'example.com:443', 'evil-echo.example:443'])(
		'refuses a tunnel to %s and logs it',
		async (target) => {
			const { status, socket } = await tunnel(target);
			expect(status).toBe('HTTP/1.1 403 Forbidden');
			expect(world.calls.list()).toMatchObject([
				{ vendor: '', method: 'CONNECT', host: target.split(':')[0], status: 403 },
			]);
			socket.destroy();
		},
	);

	it('cuts the line without an answer where a fault says so', async () => {
		world.faults.add({ vendor: 'echo', fault: 'reset-after' });
		const agent = new TunnelAgent(await secure('echo.example'));
		await expect(call(agent, { method: 'POST', path: '/' })).rejects.toThrow(/socket hang up|ECONNRESET/);
		expect(fake.seen).toHaveLength(1);
	});

	it('tells a held call that its caller has gone', async () => {
		world.faults.add({ vendor: 'echo', fault: 'hold' });
		const socket = await secure('echo.example');
		const agent = new TunnelAgent(socket);
		const answer = call(agent, { path: '/' }).catch((error: Error) => error);
		while (world.faults.held === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		socket.destroy();
		await answer;
		while (world.faults.held > 0) await new Promise((resolve) => setTimeout(resolve, 5));
		expect(fake.seen).toHaveLength(0);
	});
});
