import { compareIssued } from '../../../invoicing/compare';
import type { Invoice } from '../../../invoicing/invoice';
import { bench, invoice } from './support';

const CARD = {
	name: 'PRACOWNIA BRZOZA Sp. z o.o.',
	tax_no: '1060000062',
	company: true,
	street: 'ul. Leśna 4/12',
	post_code: '30-002',
	city: 'Kraków',
	country: 'PL',
	email: 'biuro@brzoza.example',
};

/** Issues for a firm that the account knows by `card`; answers the card of the document and how many there are. */
async function issued(card: Partial<typeof CARD>, change: Partial<Invoice> = {}) {
	const made = bench({ clientCards: 'byTaxNumber' });
	const { id } = made.fake.addClient({ ...CARD, ...card });
	const document = await made.accounting.issue(invoice(change));
	const [post] = made.http.sent.filter((request) => request.method === 'POST');
	const sent = (post?.body as { invoice: Record<string, unknown> }).invoice;
	return { ...made, id, document, sent, cards: made.fake.clients() };
}

test('without it, another e-mail address makes a second card of one firm', async () => {
	const { accounting, fake } = bench();
	fake.addClient(CARD);
	await accounting.issue(invoice());
	expect(fake.clients()).toHaveLength(2);
});

test('the card with the same number, name and address is named, and stays as it is', async () => {
	const { id, sent, cards, document } = await issued({});
	expect(sent).toMatchObject({ client_id: id });
	expect(sent).not.toHaveProperty('buyer_override');
	expect(cards).toEqual([{ id, ...CARD }]);
	expect(compareIssued(invoice(), document)).toEqual([]);
});

test('a number kept with its prefix is found, too', async () => {
	const { id, sent, cards } = await issued({ tax_no: 'PL1060000062' });
	expect(sent.client_id).toBe(id);
	expect(cards).toHaveLength(1);
});

test('of several the oldest', async () => {
	const { accounting, fake, http } = bench({ clientCards: 'byTaxNumber' });
	const [first] = [fake.addClient(CARD), fake.addClient(CARD)];
	await accounting.issue(invoice());
	expect(http.sent[1]?.body).toMatchObject({ invoice: { client_id: first.id } });
});

test.each([
	['another name', { name: 'Brzoza S.A.' }, {}],
	['another street', { street: 'ul. Nowa 1' }, {}],
	['another town', { city: 'Wieliczka' }, {}],
	['a country in words', { country: 'Polska' }, {}],
	['a person', { company: false }, {}],
	['an address for a client who wants no e-mail', {}, { mailTo: [] }],
])('a card with %s would change the document: it is not used', async (_name, card, change) => {
	const { sent, document } = await issued(card, change);
	expect(sent).not.toHaveProperty('client_id');
	expect(document.buyer.name).toBe(invoice().buyer.name);
});

test('a consumer is not looked for', async () => {
	const buyer = { ...invoice().buyer, kind: 'consumer' as const, taxId: undefined };
	const { http } = await issued({}, { buyer });
	expect(http.sent).toHaveLength(1);
});

test('a search that fails is no reason not to issue', async () => {
	const { accounting, fake } = bench({ clientCards: 'byTaxNumber' }, ({ url }) =>
		url.endsWith('/clients.json') ? 500 : 'pass',
	);
	await accounting.issue(invoice());
	expect(fake.invoices()).toHaveLength(1);
});
