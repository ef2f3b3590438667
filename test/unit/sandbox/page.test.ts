import axios from 'axios';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startControl, type Control } from '../../../sandbox/control';
import { createWorld } from '../../../sandbox/world';
import { dummyBooks } from './dummies';

const PAGE = mkdtempSync(join(tmpdir(), 'd2i-page-'));
writeFileSync(join(PAGE, 'index.html'), '<h1>Console</h1>');
writeFileSync(join(PAGE, 'app.js'), 'export {};');

let control: Control;
beforeAll(async () => {
	const { books } = dummyBooks();
	const context = { world: createWorld(), books, version: '0.0.1', ports: {}, ready: true, consoleFolder: PAGE };
	control = await startControl(context, 0);
});
afterAll(async () => {
	await control.stop();
	rmSync(PAGE, { recursive: true });
});

const get = (path: string) => axios.get(control.url + path, { validateStatus: () => true, proxy: false });

describe('the console page', () => {
	it('is served with its files, and nothing beside them', async () => {
		expect((await get('/')).data).toBe('<h1>Console</h1>');
		const script = await get('/app.js');
		expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
		expect(script.headers['content-security-policy']).toContain("default-src 'self'");
		expect((await get('/%2e%2e%2f%2e%2e%2fetc%2fpasswd')).status).toBe(404);
		expect((await get('/%00')).status).toBe(404);
	});

	it.each([{ host: 'evil.example' }, { origin: 'https://evil.example' }, { origin: 'null' }])(
		'answers no page of another site: %j',
		async (headers) => {
			const status = await new Promise((resolve) => {
				httpRequest(`${control.url}/api/status`, { headers }, (answer) => {
					answer.resume();
					resolve(answer.statusCode);
				}).end();
			});
			expect(status).toBe(403);
		},
	);
});
