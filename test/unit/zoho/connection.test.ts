import { rememberedOf } from '../../../nodes/ZohoCrm/access';
import { dataCentreOf } from '../../../nodes/ZohoCrm/dataCentres';
import { entriesOf } from '../../../nodes/ZohoCrm/history';
import { partsOf, stageIdOf } from '../../../nodes/ZohoCrm/stageId';

describe('the data centre', () => {
	it.each([
		['accounts.zoho.eu', 'https://www.zohoapis.eu', 'www.zohoapis.eu', 'crm.zoho.eu'],
		['accounts.zoho.com', 'https://www.zohoapis.in', 'www.zohoapis.in', 'crm.zoho.in'],
		['accounts.zoho.eu', 'https://sandbox.zohoapis.eu', 'sandbox.zohoapis.eu', 'crm.zoho.eu'],
		['accounts.zohocloud.ca', undefined, 'www.zohoapis.ca', 'crm.zohocloud.ca'],
		['accounts.zoho.com.au', '', 'www.zohoapis.com.au', 'crm.zoho.com.au'],
	])('%s with the token’s %s is %s', (accounts, domain, apiHost, webHost) =>
		expect(dataCentreOf(accounts, domain)).toEqual({ apiHost, webHost }),
	);

	it.each([
		'https://evil.example',
		'https://www.zohoapis.eu.evil.example',
		'https://evilwww.zohoapis.eu',
		'http://www.zohoapis.eu',
		'https://www.zohoapis.eu@evil.example',
		'https://www.zohoapis.eu:8443',
		'https://zohoapis.eu',
		42,
	])('does not follow a token to %s', (domain) =>
		expect(dataCentreOf('accounts.zoho.eu', domain)?.apiHost).toBe('www.zohoapis.eu'),
	);

	it.each(['accounts.evil.example', 'constructor', '', undefined])('does not sign in at %s', (accounts) =>
		expect(dataCentreOf(accounts, 'https://www.zohoapis.eu')).toBeUndefined(),
	);
});

it('remembers a connection by its refresh token, and nothing of another one', () => {
	const first = rememberedOf({ refresh_token: 'a', access_token: '1' });
	expect(rememberedOf({ refresh_token: 'a', access_token: '2' })).toBe(first);
	expect(rememberedOf({ refresh_token: 'b', access_token: '1' })).not.toBe(first);
	expect(rememberedOf(undefined)).not.toBe(first);
});

it('names a stage by pipeline and word, and back', () => {
	expect(partsOf(stageIdOf('B2B/B2C', 'Proposal/Price Quote'))).toEqual({
		pipeline: 'B2B/B2C',
		stage: 'Proposal/Price Quote',
	});
	expect(partsOf(stageIdOf('', 'Won'))).toEqual({ pipeline: '', stage: 'Won' });
});

it('takes a row of the history for an entry when the one before is of another stage', () => {
	const row = (id: string, Stage: string, Modified_Time: string) => ({ id, Stage, Modified_Time });
	const rows = [
		row('9', 'B', '2026-11-22T11:00:00+01:00'),
		row('10', 'B', '2026-11-22T10:30:00Z'),
		row('8', 'A', '2026-11-22T09:00:00Z'),
		row('12', 'C', '2026-11-22T12:00:00Z'),
		row('11', 'A', '2026-11-22T12:00:00Z'),
		row('13', 'B', '2026-11-22T13:00:00Z'),
	];
	expect(entriesOf(rows).map(({ id }) => id)).toEqual(['8', '9', '11', '12', '13']);
	expect(entriesOf([...rows].reverse()).map(({ id }) => id)).toEqual(['8', '9', '11', '12', '13']);
});
