import { writeExact } from '../../../connect/exactJson';
import type { HttpRequest } from '../../../connect/http';
import { createRequest } from '../../../nodes/Ifirma/request/body';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';
import { DEMO_IFIRMA_CREDENTIAL } from '../../../sandbox/fakes/ifirma/demo';
import { bench, invoice, signed, testWorld, withLines } from '../../unit/ifirma/support';

const JSON_HEADERS = { Accept: 'application/json', 'Content-Type': 'application/json; charset=UTF-8' };
const request = (method: HttpRequest['method'], path: string, body?: unknown, headers = JSON_HEADERS): HttpRequest => ({
	kind: 'create',
	method,
	url: `https://www.ifirma.pl/iapi${path}`,
	...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	headers,
	purpose: '',
});
type Answer = { response: { Kod: number; Informacja: string } };
const call = async (asked: HttpRequest, fake = createIfirmaFake(testWorld())): Promise<Answer['response']> =>
	((await fake.handle(await signed(asked))).body as Answer).response;

/** A body that is taken. */
const good = (): Record<string, unknown> =>
	JSON.parse(writeExact(createRequest(invoice()).body)) as Record<string, unknown>;
const changed = (change: Record<string, unknown>) => ({ ...good(), ...change });
const line = (change: Record<string, unknown>) =>
	changed({ Pozycje: [{ ...(good().Pozycje as object[])[0], ...change }] });
const buyer = (change: Record<string, unknown>) =>
	changed({ Kontrahent: { ...(good().Kontrahent as object), ...change } });

describe('the fake is strict', () => {
	test('a good document is taken', async () => {
		expect(await call(request('POST', '/fakturakraj.json', good()))).toMatchObject({
			Kod: 0,
			Identyfikator: '1244512',
		});
	});

	test.each([
		['an unknown field', changed({ Waluta: 'PLN' }), 200],
		['a missing field', changed({ SposobZaplaty: undefined }), 200],
		['an amount as text', changed({ Zaplacono: '0' }), 200],
		['a date of another form', changed({ DataWystawienia: '30.11.2026' }), 200],
		['no positions', changed({ Pozycje: [] }), 200],
		['an unknown field of a position', line({ Cena: 1 }), 200],
		['a rate that does not exist', line({ StawkaVat: 0.22 }), 200],
		['a discount of everything', line({ Rabat: 100 }), 200],
		['a price as text', line({ CenaJednostkowa: '1000' }), 200],
		['a price of nothing', line({ CenaJednostkowa: 0 }), 200],
		['a legal basis that is too long', line({ PodstawaPrawna: 'x'.repeat(31) }), 200],
		['exempt with a rate', line({ TypStawkiVat: 'ZW' }), 201],
		['taxed without a rate', line({ StawkaVat: null }), 201],
		['a unit that is too long', line({ Jednostka: 'x'.repeat(11) }), 200],
		['a wrong NIP', buyer({ NIP: '1060000063' }), 201],
		['a person with a NIP', buyer({ OsobaFizyczna: true }), 201],
		['a buyer without a postal code', buyer({ KodPocztowy: '' }), 201],
		['a name that is too long', buyer({ Nazwa: 'x'.repeat(151) }), 200],
		['notes that are too long', changed({ Uwagi: 'x'.repeat(1001) }), 200],
		['a sale in another month', changed({ DataSprzedazy: '2026-10-31' }), 201],
		['an issue before the sale', changed({ DataWystawienia: '2026-11-01' }), 201],
		['a series that does not exist', changed({ NazwaSeriiNumeracji: 'X' }), 201],
	])('%s is refused', async (_name, body, kod) =>
		expect(await call(request('POST', '/fakturakraj.json', body))).toMatchObject({ Kod: kod }),
	);

	test('an issue before an earlier invoice', async () => {
		const fake = createIfirmaFake(testWorld());
		await call(request('POST', '/fakturakraj.json', good()), fake);
		const earlier = changed({ DataWystawienia: '2026-11-29' });
		expect(await call(request('POST', '/fakturakraj.json', earlier), fake)).toMatchObject({ Kod: 201 });
	});

	test('Polish as the language of a document for abroad', async () => {
		const body = JSON.parse(writeExact(createRequest(withLines([{}], 'perLine', { currency: 'EUR' })).body)) as object;
		expect(await call(request('POST', '/fakturawaluta.json', body))).toMatchObject({ Kod: 0 });
		expect(await call(request('POST', '/fakturawaluta.json', { ...body, Jezyk: 'pl' }))).toMatchObject({ Kod: 200 });
	});

	test('another content type, no JSON, a list without its first day', async () => {
		const plain = { Accept: 'application/json', 'Content-Type': 'text/plain' };
		expect(await call(request('POST', '/fakturakraj.json', good(), plain))).toMatchObject({ Kod: 102 });
		expect(await call(request('POST', '/fakturakraj.json', '{'))).toMatchObject({ Kod: 200 });
		expect(await call(request('GET', '/faktury.json'))).toMatchObject({ Kod: 200 });
		expect(await call({ ...request('GET', '/faktury.json'), query: { dataOd: '2026-11-01', nip: '1' } })).toMatchObject(
			{
				Kod: 200,
			},
		);
	});
});

describe('the fake wants every request signed', () => {
	const answer = async (change: (signedRequest: Awaited<ReturnType<typeof signed>>) => object) => {
		const made = await signed(request('POST', '/fakturakraj.json', good()));
		const { body } = await createIfirmaFake(testWorld()).handle({ ...made, ...change(made) });
		return (body as Answer).response.Kod;
	};

	test.each<[string, Parameters<typeof answer>[0], number]>([
		['as it was signed', () => ({}), 0],
		['no header', () => ({ headers: {} }), 400],
		['the header under another name', ({ headers }) => ({ headers: { authorization: headers.authentication } }), 400],
		[
			'another login',
			({ headers }) => ({ headers: { authentication: headers.authentication?.replace('demo', 'other') } }),
			401,
		],
		['a body that was written anew', ({ raw }) => ({ raw: Buffer.from(`${raw.toString()} `) }), 403],
		['another path', () => ({ path: '/iapi/fakturawdt.json' }), 403],
	])('%s', async (_name, change, kod) => expect(await answer(change)).toBe(kod));

	test('each part of the account with its own key', async () => {
		const swapped = {
			...DEMO_IFIRMA_CREDENTIAL,
			invoiceApiKey: DEMO_IFIRMA_CREDENTIAL.accountApiKey,
			accountApiKey: DEMO_IFIRMA_CREDENTIAL.invoiceApiKey,
		};
		for (const path of ['/faktury.json', '/abonent/limit.json']) {
			const made = await signed(request('GET', path), swapped);
			expect((await createIfirmaFake(testWorld()).handle(made)).body).toMatchObject({ response: { Kod: 403 } });
		}
	});
});

test('a lagging list hides a new document for a while; by its id it is there', async () => {
	const { accounting, world, fake } = bench();
	fake.patchSettings({ showsTotal: true });
	world.setFault('search-lag', 1, 5_000);
	const { documentId } = await accounting.issue(invoice());
	expect(await accounting.findByReference(invoice().reference, invoice())).toEqual([]);
	expect(await accounting.read(documentId)).toMatchObject({ number: '1/11/2026' });
	world.advance(5_000);
	expect(await accounting.findByReference(invoice().reference, invoice())).toHaveLength(1);
});

test('a technical error under HTTP 200 does nothing', async () => {
	const { accounting, world, fake } = bench();
	const before = fake.used();
	world.setFault('error-in-200', 1);
	await expect(accounting.read('fakturakraj-1')).rejects.toMatchObject({ cause_: 'unavailable', outcome: 'notDone' });
	expect(fake.used()).toBe(before);
});

test('a document that a person deleted is gone for the API, and in the books as such', async () => {
	const { accounting, fake } = bench();
	const { documentId } = await accounting.issue(invoice());
	fake.cancel(documentId);
	expect(await accounting.findByReference(invoice().reference, invoice())).toEqual([]);
	await expect(accounting.read(documentId)).rejects.toMatchObject({ cause_: 'rejected' });
	expect(fake.invoices()).toMatchObject([{ cancelled: true }]);
});

test('what a person pays in iFirma is read', async () => {
	const { accounting, fake } = bench();
	const { documentId } = await accounting.issue(invoice());
	fake.pay(documentId, { amount: '100.00' });
	expect(await accounting.read(documentId)).toMatchObject({ paid: '100.00' });
});

test('the PDF is a real one and tells what the document does', async () => {
	const { accounting, fake } = bench();
	const { documentId } = await accounting.issue(invoice());
	const pdf = await accounting.pdf(documentId);
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	expect(pdf.equals(await fake.pdf(documentId))).toBe(true);
});

test('reset empties books and settings', async () => {
	const { accounting, fake } = bench();
	await accounting.issue(invoice());
	fake.patchSettings({ rounding: 'perPosition' });
	fake.reset();
	expect([fake.invoices(), fake.used(), fake.settings().rounding]).toEqual([[], 0, 'perRate']);
});
