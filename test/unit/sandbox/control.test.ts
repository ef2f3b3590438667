import axios from 'axios';
import { startControl, type Control, type ControlContext } from '../../../sandbox/control';
import { createWorld } from '../../../sandbox/world';
import { dummyBooks, invoice, mail } from './dummies';

let outside: ReturnType<typeof dummyBooks>;
let context: ControlContext;
let control: Control;
const acts: string[] = [];

beforeEach(async () => {
	outside = dummyBooks();
	acts.length = 0;
	context = {
		world: createWorld(),
		books: outside.books,
		version: '0.0.1',
		ports: { gateway: 1 },
		ready: true,
		consoleFolder: __dirname,
		n8n: {
			url: 'http://127.0.0.1:1',
			state: 'running',
			states: { main: 'running', worker1: 'frozen' },
			version: '2.41.1',
			journal: {
				rows: async (reference) => [{ id: 1, reference: reference ?? 'any' }],
				clear: async () => void acts.push('clear'),
			},
			start: () => Promise.reject(new Error('n8n is running already.')),
			kill: async (names) => void acts.push(told('kill', names)),
			freeze: (names) => void acts.push(told('freeze', names)),
			thaw: (names) => void acts.push(told('thaw', names)),
		},
	};
	control = await startControl(context, 0);
});
afterEach(() => control.stop());

function told(act: string, names?: readonly string[]): string {
	if (names?.includes('worker9')) throw new RangeError('This n8n has no process worker9.');
	return [act, ...(names ?? [])].join(' ');
}

async function call(method: string, path: string, data?: unknown) {
	const options = { method, url: control.url + path, data, validateStatus: () => true, proxy: false as const };
	const { status, data: body, headers } = await axios.request(options);
	return { status, body, headers };
}

const DEAL = { title: 'Strona', buyer: { name: 'Żubr sp. z o.o.', email: 'biuro@zubr.example' } };

describe('the control API: CRM', () => {
	it('makes, reads, lists and changes a deal', async () => {
		expect(await call('POST', '/api/crm/tinycrm/deals', DEAL)).toMatchObject({ status: 201, body: { id: '1' } });
		expect((await call('GET', '/api/crm/tinycrm/deals')).body).toMatchObject([
			{ id: '1', stage: 'open', buyer: DEAL.buyer.name },
		]);
		const patched = await call('PATCH', '/api/crm/tinycrm/deals/1', { stage: 'invoice' });
		expect(patched).toMatchObject({ status: 200, body: { id: '1', stage: 'invoice' } });
		await call('PATCH', '/api/crm/tinycrm/deals/1?silent=1', { title: 'Nowa' });
		expect(outside.crm.patches.map(({ silent }) => silent)).toEqual([false, true]);
		expect((await call('GET', '/api/crm/tinycrm/deals/1')).body).toMatchObject({ title: 'Nowa' });
		expect((await call('GET', '/api/crm')).body).toMatchObject([{ name: 'tinycrm' }]);
	});

	it.each([
		['POST', '/api/crm/nocrm/deals', DEAL, 404, 'There is no CRM "nocrm" here. Known: tinycrm.'],
		['GET', '/api/crm/tinycrm/deals/7', undefined, 404, 'tinycrm has no deal 7.'],
		['PATCH', '/api/crm/tinycrm/deals/7', {}, 404, 'tinycrm has no deal 7.'],
		['POST', '/api/events/replay', { crm: 'tinycrm', deal: '7' }, 404, 'tinycrm has no deal 7.'],
		['POST', '/api/crm/tinycrm/deals', { title: 'Refused' }, 400, 'The CRM takes no such title.'],
		['POST', '/api/crm/tinycrm/deals', {}, 400, /^title: /],
		['POST', '/api/crm/tinycrm/deals', { title: 'T', amount: 12.5 }, 400, /^amount: /],
		['POST', '/api/crm/tinycrm/deals', { title: 'T', buyer: { nip: '1' } }, 400, /nip/],
		['POST', '/api/crm/tinycrm/deals', 'not json', 400, 'The body is not JSON.'],
		['PUT', '/api/crm/tinycrm/deals', {}, 405, '/api/crm/tinycrm/deals takes GET, POST, not PUT.'],
		['GET', '/api/effects?deal=1', undefined, 400, /Name the CRM/],
		['GET', '/api/effects?crm=tinycrm&deal=1', undefined, 404, /has no deal 1/],
		['GET', '/api/nothing', undefined, 404, 'There is nothing at /api/nothing. The calls are listed at /api.'],
	])('%s %s: says what is wrong', async (method, path, body, status, error) => {
		const answer = await call(method, path, body);
		expect(answer.status).toBe(status);
		expect(answer.body.error).toEqual(typeof error === 'string' ? error : expect.stringMatching(error));
	});

	it('tells the effects of one deal, and of all', async () => {
		await call('POST', '/api/crm/tinycrm/deals', DEAL);
		outside.accounting.made.push(
			invoice('1/11/2026', { name: DEAL.buyer.name }),
			invoice('2/11/2026', { name: 'Nikt' }),
		);
		const one = (await call('GET', '/api/effects?crm=tinycrm&deal=1')).body;
		expect(one.invoices).toMatchObject([{ number: '1/11/2026', gross: '123.00' }]);
		const keys = ['alerts', 'attention', 'crmRecords', 'emails', 'files', 'invoices', 'proposals', 'sheetRows'];
		expect(Object.keys(one).sort()).toEqual(keys);
		expect((await call('GET', '/api/effects')).body.invoices).toHaveLength(2);
	});

	it('knows a deal by the marks that it was changed to', async () => {
		await call('POST', '/api/crm/tinycrm/deals', { title: 'Bez klienta' });
		await call('PATCH', '/api/crm/tinycrm/deals/1', { buyer: { name: 'Poprawiony klient' } });
		outside.accounting.made.push(invoice('1/11/2026', { name: 'Poprawiony klient' }));
		expect((await call('GET', '/api/effects?crm=tinycrm&deal=1')).body.invoices).toHaveLength(1);
	});

	it('replays a webhook many times, so many at once', async () => {
		await call('POST', '/api/crm/tinycrm/deals', DEAL);
		const answer = await call('POST', '/api/events/replay', { crm: 'tinycrm', deal: '1', copies: 20, parallel: 5 });
		expect(answer.body).toEqual({ sent: 20, statuses: { 200: 20 } });
		expect(outside.crm.mostRunning).toBe(5);
	});

	it('spreads copies over time', async () => {
		await call('POST', '/api/crm/tinycrm/deals', DEAL);
		const started = Date.now();
		await call('POST', '/api/events/replay', { crm: 'tinycrm', deal: '1', copies: 4, parallel: 4, spreadMs: 400 });
		expect(Date.now() - started).toBeGreaterThanOrEqual(295);
	});
});

describe('the control API: accounting, mail, drive', () => {
	beforeEach(() => {
		outside.accounting.made.push(invoice('1/11/2026', { name: 'Żubr' }));
		outside.mails.push(mail('biuro@zubr.example', 'Faktura', ['FV 1-11-2026.pdf']));
	});

	it('shows and changes how the account behaves', async () => {
		expect((await call('PATCH', '/api/accounting/tinybooks/settings', { ksef: 'auto' })).body).toEqual({
			ksef: 'auto',
		});
		expect((await call('GET', '/api/accounting/tinybooks/settings')).body).toEqual({ ksef: 'auto' });
		const refused = await call('PATCH', '/api/accounting/tinybooks/settings', { colour: 'red' });
		expect(refused).toMatchObject({ status: 400, body: { error: 'There is no setting "colour".' } });
	});

	it('pays and cancels as the accountant would', async () => {
		const path = '/api/accounting/tinybooks/invoices/id-1%2F11%2F2026';
		expect((await call('POST', `${path}/payments`, { amount: '123.00' })).status).toBe(200);
		expect((await call('POST', `${path}/payments`, { amount: '0' })).status).toBe(400);
		expect((await call('POST', `${path}/cancel`)).body).toMatchObject({ cancelled: true });
		expect((await call('POST', '/api/accounting/tinybooks/invoices/none/cancel')).status).toBe(404);
	});

	it('gives PDFs, attachments and files as they are', async () => {
		const pdf = await call('GET', '/api/accounting/tinybooks/invoices/id-1%2F11%2F2026/pdf');
		expect(pdf.headers['content-type']).toBe('application/pdf');
		expect(pdf.body).toBe('%PDF-1.7 tiny');
		const id = encodeURIComponent(outside.mails[0]?.messageId ?? '');
		const attachment = await call('GET', `/api/mail/${id}/attachments/0`);
		expect(attachment.headers['content-disposition']).toContain('FV%201-11-2026.pdf');
		expect((await call('GET', `/api/mail/${id}/attachments/1`)).status).toBe(404);
		expect((await call('GET', '/api/files/f1')).body).toBe('pdf');
		expect((await call('GET', '/api/files/f9')).status).toBe(404);
	});
});

describe('the control API: the world', () => {
	it('sets, lists, releases and takes away faults', async () => {
		const set = await call('POST', '/api/faults', { vendor: 'tinybooks', fault: 'status:503', times: 2 });
		expect(set).toMatchObject({ status: 201, body: { id: '1', remaining: 2 } });
		expect((await call('GET', '/api/faults')).body).toMatchObject({ faults: [{ fault: 'status:503' }], held: 0 });
		const held = context.world.faults.hold(new AbortController().signal);
		expect((await call('POST', '/api/faults/release')).body).toEqual({ released: 1 });
		await expect(held).resolves.toBe(true);
		await call('DELETE', '/api/faults');
		expect((await call('GET', '/api/faults')).body).toEqual({ faults: [], held: 0 });
	});

	it.each(['nonsense', 'status:9', 'status:abc', ''])(
		'refuses the fault "%s" by naming those there are',
		async (fault) => {
			const answer = await call('POST', '/api/faults', { vendor: 'tinybooks', fault });
			expect(answer.status).toBe(400);
			expect(answer.body.error).toContain('late-after');
		},
	);

	it('sets the clock and gives it back', async () => {
		const set = await call('PUT', '/api/clock', { now: '2026-12-31T23:59:00+01:00' });
		expect(set.body.now).toMatch(/^2026-12-31T22:59:0/);
		expect((await call('GET', '/api/status')).body.now).toMatch(/^2026-12-31T22:59/);
		const back = await call('PUT', '/api/clock', { now: null });
		expect(Math.abs(Date.parse(back.body.now) - Date.now())).toBeLessThan(5000);
		expect((await call('PUT', '/api/clock', { now: 'tomorrow' })).status).toBe(400);
	});

	it('tells its state, the journal and the calls', async () => {
		expect((await call('GET', '/api/status')).body).toMatchObject({
			ready: true,
			n8n: { state: 'running', processes: { main: 'running', worker1: 'frozen' } },
			ports: { gateway: 1 },
		});
		expect((await call('GET', '/api/journal?reference=a%2Fb')).body).toEqual([{ id: 1, reference: 'a/b' }]);
		context.world.calls.begin({ vendor: 'tinybooks', method: 'GET', host: 'h', path: '/p' });
		expect((await call('GET', '/api/calls?vendor=tinybooks')).body).toMatchObject([{ method: 'GET', path: '/p' }]);
		expect((await call('GET', '/api/calls?since=1')).body).toEqual([]);
	});

	it('kills, freezes and thaws n8n, and says why it cannot start it', async () => {
		for (const act of ['kill', 'freeze', 'thaw']) expect((await call('POST', `/api/n8n/${act}`)).status).toBe(200);
		expect(acts).toEqual(['kill', 'freeze', 'thaw']);
		expect(await call('POST', '/api/n8n/start')).toMatchObject({
			status: 409,
			body: { error: 'n8n is running already.' },
		});
		acts.length = 0;
		expect((await call('POST', '/api/n8n/kill?process=webhook,worker1')).body.processes.worker1).toBe('frozen');
		expect(acts).toEqual(['kill webhook worker1']);
		expect((await call('POST', '/api/n8n/kill?process=worker9')).status).toBe(400);
		context.n8n = undefined;
		expect(await call('POST', '/api/n8n/kill')).toMatchObject({
			status: 409,
			body: { error: 'This sandbox runs without n8n.' },
		});
	});

	it('empties everything and puts the first deals back', async () => {
		await call('POST', '/api/crm/tinycrm/deals', DEAL);
		outside.mails.push(mail('a@b.example', 'x'));
		context.world.faults.add({ vendor: 'tinybooks', fault: 'hold' });
		let refilled = 0;
		context.refill = async () => void refilled++;
		expect((await call('POST', '/api/reset')).status).toBe(200);
		expect((await call('GET', '/api/effects')).body).toMatchObject({ invoices: [], emails: [], files: [] });
		expect((await call('GET', '/api/crm/tinycrm/deals')).body).toEqual([]);
		expect(context.world.faults.list()).toEqual([]);
		expect([acts, refilled]).toEqual([['clear'], 1]);
	});

	it('rings when something changes', async () => {
		const heard: string[] = [];
		const events = await axios.get(`${control.url}/api/events`, { responseType: 'stream', proxy: false });
		events.data.on('data', (part: Buffer) => heard.push(part.toString()));
		await call('POST', '/api/crm/tinycrm/deals', DEAL);
		while (!heard.join('').includes('data: changed')) await new Promise((resolve) => setTimeout(resolve, 20));
		events.data.destroy();
	});

	it('documents every call it answers', async () => {
		const { paths } = (await call('GET', '/api/openapi.json')).body;
		for (const path of [
			'/api/status',
			'/api/crm/{crm}/deals',
			'/api/effects',
			'/api/calls',
			'/api/faults',
			'/api/faults/release',
			'/api/events/replay',
			'/api/accounting/{vendor}/settings',
			'/api/accounting/{vendor}/invoices/{id}/payments',
			'/api/accounting/{vendor}/invoices/{id}/cancel',
			'/api/clock',
			'/api/n8n/kill',
			'/api/n8n/start',
			'/api/n8n/freeze',
			'/api/n8n/thaw',
			'/api/journal',
		]) {
			expect(paths).toHaveProperty([path]);
		}
		const body = paths['/api/faults'].post.requestBody.content['application/json'].schema;
		const names = ['vendor', 'method', 'path', 'fault', 'deal', 'crm', 'skip', 'times', 'delayMs'];
		expect(Object.keys(body.properties)).toEqual(names);
		expect((await call('GET', '/api')).body).toContain('/api/events/replay');
	});
});
