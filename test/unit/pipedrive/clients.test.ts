import { toAddress } from '../../../nodes/Pipedrive/mapping/address';
import { toBuyers, toContacts } from '../../../nodes/Pipedrive/mapping/buyers';
import { Organization, Person } from '../../../nodes/Pipedrive/schemas';

describe('addresses', () => {
	const parts = (change: object) => ({
		value: '',
		route: '',
		street_number: '',
		subpremise: '',
		locality: '',
		postal_code: '',
		country: '',
		...change,
	});
	const typed = (value: string) => toAddress(parts({ value }));

	it.each([
		[
			parts({
				route: 'Prosta',
				street_number: '1',
				subpremise: '5',
				locality: 'Łódź',
				postal_code: '90-001',
				country: 'Poland',
			}),
			['Prosta 1/5', '90-001', 'Łódź', 'PL'],
		],
		[
			parts({ street_number: '12', locality: 'Kowalewo', postal_code: '87-410' }),
			['Kowalewo 12', '87-410', 'Kowalewo', ''],
		],
		[parts({ locality: 'Berlin', country: 'Niemcy' }), ['', '', 'Berlin', 'DE']],
		[null, ['', '', '', '']],
	])('in parts: %j', (address, expected) => {
		const { street, postalCode, city, country } = toAddress(address);
		expect([street, postalCode, city, country]).toEqual(expected);
	});

	it.each([
		['Prosta 1/5, 00-001 Warszawa, Polska', ['Prosta 1/5', '00-001', 'Warszawa', 'PL']],
		['ul. Leśna 4 30-002 Kraków', ['ul. Leśna 4', '30-002', 'Kraków', '']],
		['Rynek 1\n50-106 Wrocław', ['Rynek 1', '50-106', 'Wrocław', '']],
		['Hafenstraße 22, 20457 Hamburg', ['Hafenstraße 22, 20457 Hamburg', '', '', '']],
		['', ['', '', '', '']],
	])('typed as %j', (value, expected) => {
		const { street, postalCode, city, country } = typed(value);
		expect([street, postalCode, city, country]).toEqual(expected);
	});
});

describe('clients', () => {
	const organization = Organization.parse({ id: 2, name: ' Firma ', address: null, custom_fields: {} });
	const person = Person.parse({
		id: 3,
		name: 'Ewa Kowalska',
		first_name: 'Ewa',
		last_name: 'Kowalska',
		emails: [
			{ value: 'dom@x.example', primary: false },
			{ value: 'ewa@x.example', primary: true },
			{ value: '', primary: true },
		],
		custom_fields: null,
	});

	it.each([
		[
			{ organization, person, taxId: '1', privatePerson: 'Tak' },
			{ name: 'Firma', kind: 'business', taxId: '1', emails: [] },
		],
		[
			{ person, taxId: '1', privatePerson: '' },
			{ name: 'Ewa Kowalska', kind: 'business', emails: ['ewa@x.example'] },
		],
		[{ person, privatePerson: '' }, { kind: 'unknown' }],
		[{ person, privatePerson: 'Tak' }, { kind: 'consumer' }],
	])('%#', (books, expected) => expect(toBuyers(books)).toEqual([expect.objectContaining(expected)]));

	it('write to the primary address only, to all where none is marked', () => {
		expect(toContacts(person)[0]?.emails).toEqual(['ewa@x.example']);
		const unmarked = { ...person, emails: person.emails.map(({ value }) => ({ value })) };
		expect(toContacts(unmarked)[0]?.emails).toEqual(['dom@x.example', 'ewa@x.example']);
		expect(toContacts(undefined)).toEqual([]);
	});
});
