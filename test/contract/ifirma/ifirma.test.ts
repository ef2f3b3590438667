import { readExact, writeExact } from '../../../connect/exactJson';
import { hmacSha1, ifirmaAuthentication, keyNameOf } from '../../../connect/ifirmaSignature';
import { Envelope, Limit } from '../../../nodes/Ifirma/schemas';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';
import { MailBody, MonthBody } from '../../../sandbox/fakes/ifirma/schemas';
import { specsOf } from '../../support/specs';
import { bench, invoice, signed, testWorld } from '../../unit/ifirma/support';

const { describeWithSpecs, notice, text, example } = specsOf('ifirma');

interface Vectors {
	primitive: { key_ascii?: string; key_hex?: string; message: string; hmac_sha1: string }[];
	headers: { key_hex: string; user: string; keyName: string; url: string; body: string; hmac_sha1: string }[];
}

describeWithSpecs(`signing as published${notice}`, () => {
	const { primitive, headers } = notice
		? { primitive: [], headers: [] }
		: (example('hmac-test-vectors.json') as Vectors);

	test('the key counts by its bytes; the vector of the key as text is not met', () => {
		expect(
			primitive.map(({ key_hex, message, hmac_sha1 }) => hmacSha1(key_hex ?? '111111', message) === hmac_sha1),
		).toEqual(primitive.map(({ key_hex }) => key_hex !== undefined));
		expect(primitive).toHaveLength(2);
	});

	test('every header', () => {
		expect(headers.length).toBeGreaterThan(5);
		for (const { key_hex: key, user, keyName, url, body, hmac_sha1: digest } of headers) {
			expect({ url, keyName: keyNameOf(url) }).toEqual({ url, keyName });
			// The other key is wrong on purpose: it must not be the one that signs.
			const keys = { faktura: '00000000', abonent: '00000000', [keyName]: key };
			expect({ url, header: ifirmaAuthentication({ url, body }, user, keys) }).toEqual({
				url,
				header: `IAPIS user=${user}, hmac-sha1=${digest}`,
			});
		}
	});

	test('the fake comes to the same digests', async () => {
		for (const { key_hex: key, user, keyName, url, body, hmac_sha1: digest } of headers) {
			const keys = { faktura: '00000000', abonent: '00000000', [keyName]: key };
			const { host, pathname: path } = new URL(url);
			const answer = await createIfirmaFake(testWorld(), { login: user, keys }).handle({
				method: body ? 'POST' : 'GET',
				host,
				path,
				query: new URLSearchParams(),
				headers: { authentication: `IAPIS user=${user}, hmac-sha1=${digest}` },
				raw: Buffer.from(body),
			});
			const kod = (answer.body as { response?: { Kod?: number } }).response?.Kod;
			expect({ url, refused: [400, 401, 402, 403].includes(kod ?? 0) }).toEqual({ url, refused: false });
		}
	});
});

describeWithSpecs(`the published examples${notice}`, () => {
	test('the limit is read from its example', () => {
		const { response } = Envelope.parse(readExact(text('docs-examples/limit.json')));
		expect(Limit.parse(response)).toMatchObject({ LimitWykorzystany: '1', LimitPrzyznany: '2000' });
	});

	test('the fake answers the limit as in the example', async () => {
		const { fake } = bench();
		const request = await signed({
			kind: 'read',
			method: 'GET',
			url: 'https://www.ifirma.pl/iapi/abonent/limit.json',
			purpose: '',
		});
		expect((await fake.handle(request)).body).toEqual(example('docs-examples/limit.json'));
	});

	test('the fake takes the published requests', () => {
		expect(MonthBody.safeParse(example('docs-examples/accounting-month.put.request.json')).success).toBe(true);
		expect(MailBody.safeParse(example('docs-examples/send-email.request.json')).success).toBe(true);
	});

	test('a switch of the month is sent as published, but never takes over a year by itself', async () => {
		const made = bench({ month: 'switch' });
		made.fake.patchSettings({ month: '2026-10' });
		await made.accounting.issue(invoice());
		const put = made.http.sent.find(({ method }) => method === 'PUT');
		const published = example('docs-examples/accounting-month.put.request.json') as object;
		expect(put?.body).toBe(writeExact({ ...published, PrzeniesDaneZPoprzedniegoRoku: false }));
	});

	test('names of a contractor are those of the published example', async () => {
		const [contractor] = (
			example('docs-examples/contractor-search.json') as { response: { Wynik: Record<string, unknown>[] } }
		).response.Wynik;
		const made = bench();
		await made.accounting.issue(invoice());
		const post = made.http.sent.find(({ method }) => method === 'POST');
		const { Kontrahent: sent } = JSON.parse(String(post?.body)) as { Kontrahent: Record<string, unknown> };
		// Not part of a contractor's record, but of the block in a document (api.ifirma.pl, "Faktura krajowa").
		const { KodKraju: _country, JestOdbiorca: _is, ...shared } = sent;
		expect(Object.keys(shared).filter((name) => !(name in (contractor ?? {})))).toEqual([]);
	});
});
