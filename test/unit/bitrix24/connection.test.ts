import { isCloudHost, portalOfOAuth, portalOfWebhook } from '../../../nodes/Bitrix24/connection';

describe('the address of a portal', () => {
	it.each([
		['https://Acme.bitrix24.pl/rest/1/abc123/', 'https://acme.bitrix24.pl/rest/1/abc123/'],
		['https://acme.bitrix24.pl/rest/1/abc123', 'https://acme.bitrix24.pl/rest/1/abc123/'],
		[' https://crm.acme.example/rest/7/abc123/profile.json ', 'https://crm.acme.example/rest/7/abc123/'],
	])('%s', (typed, base) => expect(portalOfWebhook(typed).base).toBe(base));

	it.each([
		'',
		'acme.bitrix24.pl',
		'http://acme.bitrix24.pl/rest/1/abc/',
		'https://acme.bitrix24.pl/',
		'https://u:p@acme.bitrix24.pl/rest/1/abc/',
		undefined,
	])('refuses %j and does not repeat it', (typed) => {
		expect(() => portalOfWebhook(typed)).toThrow(/does not hold the address of an inbound webhook/);
	});

	it("follows the token only to Bitrix24 or to the credential's own host", () => {
		const base = (endpoint: unknown) => portalOfOAuth('https://acme.bitrix24.pl/', endpoint).base;
		expect(base('https://renamed.bitrix24.pl/rest/')).toBe('https://renamed.bitrix24.pl/rest/');
		expect(base('https://evil.example/rest/')).toBe('https://acme.bitrix24.pl/rest/');
		expect(base('http://acme.bitrix24.pl/rest/')).toBe('https://acme.bitrix24.pl/rest/');
		expect(base(undefined)).toBe('https://acme.bitrix24.pl/rest/');
		expect(portalOfOAuth('crm.acme.example', 'https://crm.acme.example/rest/')).toEqual({
			base: 'https://crm.acme.example/rest/',
			account: 'crm.acme.example',
		});
		expect(() => portalOfOAuth('acme', undefined)).toThrow(/Domain/);
	});

	it.each([
		['a.bitrix24.pl', true],
		['a.b.bitrix24.pl', false],
		['bitrix24.pl.evil.example', false],
		['evilbitrix24.pl', false],
		['.bitrix24.pl', false],
	])('%s is a cloud host: %s', (host, expected) => expect(isCloudHost(host)).toBe(expected));
});
