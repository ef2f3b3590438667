import { testAccount } from './account';

describe('the fake is as strict as the vendor', () => {
	const send = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, options = {}) => {
		const account = testAccount(options);
		await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		return account.http.send({ kind: 'create', method, url: `https://api.hubapi.com${path}`, body, purpose: 'x' });
	};
	const DEAL = '/crm/objects/2026-09/deals/31401';
	const SEARCH = '/crm/objects/2026-09/deals/search';
	const search = (change: object) => ({
		filterGroups: [],
		sorts: [],
		properties: [],
		limit: 10,
		after: '0',
		...change,
	});
	const note = (change: object) => ({
		properties: { hs_timestamp: '2026-11-22T10:00:00Z', hs_note_body: 'x' },
		associations: [],
		...change,
	});

	it.each<[string, 'GET' | 'POST' | 'PATCH', string, object | undefined, number, string]>([
		['another version', 'GET', '/crm/v3/objects/deals/31401', undefined, 404, 'RESOURCE_NOT_FOUND'],
		['another method', 'POST', '/crm/pipelines/2026-09/deals', {}, 405, 'METHOD_NOT_ALLOWED'],
		['an unknown parameter', 'GET', `${DEAL}?propertys=x`, undefined, 400, 'VALIDATION_ERROR'],
		['an unknown association', 'GET', `${DEAL}?associations=lineitems`, undefined, 400, 'VALIDATION_ERROR'],
		['an unknown field', 'PATCH', DEAL, { properties: { d2i_number: '1' } }, 400, 'VALIDATION_ERROR'],
		['a computed field', 'PATCH', DEAL, { properties: { hs_is_closed: 'true' } }, 400, 'VALIDATION_ERROR'],
		['a number for a text', 'PATCH', DEAL, { properties: { dealname: 7 } }, 400, 'VALIDATION_ERROR'],
		['a stage of another pipeline', 'PATCH', DEAL, { properties: { dealstage: 'closedwon' } }, 400, 'VALIDATION_ERROR'],
		['a key too many', 'PATCH', DEAL, { properties: {}, id: '1' }, 400, 'VALIDATION_ERROR'],
		[
			'a batch without its lists',
			'POST',
			'/crm/objects/2026-09/deals/batch/read',
			{ inputs: [{ id: '31401' }] },
			400,
			'VALIDATION_ERROR',
		],
		[
			'a search for an unknown field',
			'POST',
			SEARCH,
			search({ filterGroups: [{ filters: [{ propertyName: 'hs_v2_date_entered_x', operator: 'GTE', value: '1' }] }] }),
			400,
			'VALIDATION_ERROR',
		],
		['a page too long', 'POST', SEARCH, search({ limit: 201 }), 400, 'VALIDATION_ERROR'],
		['results beyond the cap', 'POST', SEARCH, search({ after: '9995' }), 400, 'VALIDATION_ERROR'],
		['two sorts', 'POST', SEARCH, search({ sorts: [{}, {}] }), 400, 'VALIDATION_ERROR'],
		[
			'a note without its time',
			'POST',
			'/crm/objects/2026-09/notes',
			note({ properties: { hs_note_body: 'x' } }),
			400,
			'VALIDATION_ERROR',
		],
		[
			'a note with a file that is none',
			'POST',
			'/crm/objects/2026-09/notes',
			note({ properties: { hs_timestamp: '2026-11-22T10:00:00Z', hs_attachment_ids: '5' } }),
			400,
			'VALIDATION_ERROR',
		],
		[
			'a note of another kind of association',
			'POST',
			'/crm/objects/2026-09/notes',
			note({
				associations: [
					{ to: { id: '31401' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 213 }] },
				],
			}),
			400,
			'VALIDATION_ERROR',
		],
		[
			'a field with capitals',
			'POST',
			'/crm/properties/2026-09/deals',
			{ name: 'D2I', label: 'l', type: 'string', fieldType: 'text', groupName: 'dealinformation' },
			400,
			'VALIDATION_ERROR',
		],
		['an upload that is no form', 'POST', '/files/2026-03/files', {}, 400, 'VALIDATION_ERROR'],
		[
			'the settings of an app without its key',
			'GET',
			'/app-webhooks/2026-09/4242/settings',
			undefined,
			401,
			'INVALID_AUTHENTICATION',
		],
	])('refuses %s', async (_, method, path, body, status, category) => {
		expect(await send(method, path, body)).toMatchObject({ status, body: { status: 'error', category } });
	});

	it('refuses more than it allows in ten seconds, and more searches in a second', async () => {
		const account = testAccount({ limits: { tenSecondly: 4, searches: 1 } });
		const statuses = async (path: string, times: number) => {
			const found: number[] = [];
			for (let at = 0; at < times; at++)
				found.push(
					(
						await account.http.send({
							kind: 'create',
							method: 'POST',
							url: `https://api.hubapi.com${path}`,
							body: search({}),
							purpose: 'x',
						})
					).status,
				);
			return found;
		};
		expect(await statuses(SEARCH, 2)).toEqual([200, 429]);
		expect(await statuses('/crm/pipelines/2026-09/deals', 2)).toEqual([405, 405]);
		account.pass(1);
		expect(await statuses(SEARCH, 1)).toEqual([200]);
	});

	it('lets access tokens lapse and keeps refresh tokens', async () => {
		const { fake } = testAccount();
		fake.signIn.admit('first', 'refresh');
		const token = async (params: Record<string, string>) =>
			fake.handle({
				method: 'POST',
				host: 'api.hubapi.com',
				path: '/oauth/2026-09/token',
				query: new URLSearchParams(),
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				raw: Buffer.from(
					new URLSearchParams({
						client_id: 'demo-hubspot-client',
						client_secret: 'demo-hubspot-secret',
						...params,
					}).toString(),
				),
			});
		fake.signIn.expireAll();
		expect(fake.signIn.state('first')).toBe('expired');
		for (let round = 0; round < 2; round++) {
			const { body } = await token({ grant_type: 'refresh_token', refresh_token: 'refresh' });
			expect(fake.signIn.state((body as { access_token: string }).access_token)).toBe('valid');
		}
		expect(await token({ grant_type: 'refresh_token', refresh_token: 'other' })).toMatchObject({ status: 400 });
	});
});
