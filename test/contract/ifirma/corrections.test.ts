import { writeExact } from '../../../connect/exactJson';
import type { HttpRequest } from '../../../connect/http';
import { createRequest } from '../../../nodes/Ifirma/request/body';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';
import { bench, invoice, signed, testWorld, type Bench } from '../../unit/ifirma/support';
import { correction } from '../../unit/ifirma/corrected';

const HEADERS = { Accept: 'application/json', 'Content-Type': 'application/json; charset=UTF-8' };
const request = (method: HttpRequest['method'], path: string, body?: object): HttpRequest => ({
	...{ kind: 'create', method, headers: HEADERS, purpose: '' },
	url: `https://www.ifirma.pl/iapi${path}`,
	...(body && { body: JSON.stringify(body) }),
});
type Answer = { Kod: number; Informacja: string; Identyfikator?: string };

/** An account with one invoice of 1000.00 net, 1244512. */
function account() {
	const fake = createIfirmaFake(testWorld());
	fake.add('fakturakraj', JSON.parse(writeExact(createRequest(invoice()).body)) as never);
	const call = async (method: HttpRequest['method'], path: string, body?: object) =>
		((await fake.handle(await signed(request(method, path, body)))).body as { response: Answer }).response;
	return {
		fake,
		call,
		correct: async (body: object, id = '1244512') => call('POST', `/fakturakraj/korekta/${id}.json`, body),
	};
}

const POSITION = {
	NazwaPelna: 'Projekt graficzny',
	Jednostka: 'szt.',
	Ilosc: 1,
	CenaJednostkowa: 900,
	StawkaVat: 0.23,
	TypStawkiVat: 'PRC',
};
/** A body that is taken: fields and their limits are those of the vendor's page. */
const good = {
	PowodKorekty: 'POMYLKI',
	SpelnionoWarunki: true,
	DataWystawienia: '2026-11-30',
	Zaplacono: 0,
	SposobZaplaty: 'PRZ',
	RodzajPodpisuOdbiorcy: 'BPO',
	Pozycje: [POSITION],
};
const line = (change: object) => ({ ...good, Pozycje: [{ ...POSITION, ...change }] });

test('a good correction is taken; by the number of the invoice as well', async () => {
	const { correct, fake } = account();
	expect(await correct(good)).toMatchObject({ Kod: 0, Identyfikator: '1244513' });
	expect(await correct(line({ Ilosc: 0 }), '1_11_2026')).toMatchObject({ Kod: 0 });
	expect(fake.invoices().map(({ kind, gross }) => [kind, gross])).toEqual([
		['invoice', '1230.00'],
		['correction', '-123.00'],
		['correction', '-1230.00'],
	]);
});

test.each([
	['a reason that is not on the list', { ...good, PowodKorekty: 'ZMIANA' }, 200],
	['no reason', { ...good, PowodKorekty: undefined }, 200],
	['words where the vendor wants yes or no', { ...good, PowodKorektyNaWydruku: 'Zmiana ceny' }, 200],
	['no word of the conditions', { ...good, SpelnionoWarunki: undefined }, 200],
	['no kind of signature', { ...good, RodzajPodpisuOdbiorcy: undefined }, 200],
	['a buyer', { ...good, Kontrahent: { Nazwa: 'X' } }, 200],
	['a basis', { ...good, LiczOd: 'NET' }, 200],
	['a discount', line({ Rabat: 10 }), 200],
	['a quantity below zero', line({ Ilosc: -1 }), 200],
	['a price of nothing', line({ CenaJednostkowa: 0 }), 200],
	['no positions', { ...good, Pozycje: [] }, 200],
	['an issue before the invoice', { ...good, DataWystawienia: '2026-11-29' }, 201],
	['a closed month', { ...good, DataWystawienia: '2026-12-01' }, 201],
	['a due date before the issue', { ...good, TerminPlatnosci: '2026-11-01' }, 201],
	['a position of the invoice that is left out', line({ NazwaPelna: 'Inny' }), 201],
	['a new position of nothing', { ...good, Pozycje: [POSITION, { ...POSITION, NazwaPelna: 'Y', Ilosc: 0 }] }, 201],
	['nothing that changes', line({ CenaJednostkowa: 1000 }), 201],
	['a price finer than the grosz', line({ CenaJednostkowa: 9.999 }), 201],
	['a series that does not exist', { ...good, NazwaSeriiNumeracji: 'X' }, 201],
])('%s is refused', async (_name, body, kod) => {
	const { correct, fake } = account();
	expect(await correct(body)).toMatchObject({ Kod: kod });
	expect(fake.invoices()).toHaveLength(1);
});

test('only a domestic invoice that is there: none that is unknown, abroad, or a correction itself', async () => {
	const { correct, call } = account();
	expect(await correct(good, '99')).toMatchObject({ Kod: 201 });
	expect(await correct(good)).toMatchObject({ Kod: 0 });
	expect(await correct(good, '1244513')).toMatchObject({ Kod: 201 });
	expect(await call('POST', '/fakturawdt/korekta/1244512.json', good)).toBeUndefined();
});

test('e-mails and payments know no corrections; KSeF does, at their own address', async () => {
	const { correct, call } = account();
	await correct(good);
	const mail = { SkrzynkaEmailOdbiorcy: 'a@b.example' };
	expect(await call('POST', '/fakturakraj/send/1244513.json?wyslijEfaktura=true', mail)).toMatchObject({ Kod: 201 });
	const payment = { Kwota: 1, Data: '2026-12-01' };
	expect(await call('POST', '/faktury/wplaty/prz_faktura_kraj/K1_11_2026.json', payment)).toMatchObject({ Kod: 201 });
	const send = { DataWysylki: null };
	expect(await call('POST', '/fakturakraj/ksef/send/1244513.json', send)).toMatchObject({ Kod: 201 });
	expect(await call('POST', '/fakturakraj/korekta/ksef/send/1244513.json', send)).toMatchObject({ Kod: 0 });
	expect(await call('POST', '/fakturakraj/korekta/ksef/send/1244513.json', send)).toMatchObject({ Kod: 201 });
});

test('the fake makes a second one if it is asked to: nothing but our own look keeps it from that', async () => {
	const { correct, fake } = account();
	await correct(good);
	await correct(good);
	expect(fake.invoices()).toHaveLength(3);
});

test('the PDF tells the difference', async () => {
	const { accounting, fake }: Bench = bench();
	const { documentId } = await accounting.issue(invoice());
	const issued = await accounting.issue(correction(documentId));
	const pdf = await accounting.pdf(issued.documentId);
	expect(pdf.equals(await fake.pdf(issued.documentId))).toBe(true);
});
