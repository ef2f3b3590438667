import { toBuyers, type ClientBooks } from '../../../nodes/ZohoCrm/mapping/buyers';
import { fieldTexts } from '../../../nodes/ZohoCrm/mapping/customFields';
import { documentLines, pickDocument } from '../../../nodes/ZohoCrm/mapping/documentLines';
import { subformLines } from '../../../nodes/ZohoCrm/mapping/subformLines';
import { DEFAULT_READ_OPTIONS } from '../../../nodes/ZohoCrm/readOptions';
import { Account, Contact, SalesDocument } from '../../../nodes/ZohoCrm/schemas';

const quote = (row: object, more: object = {}) =>
	SalesDocument.parse({
		id: '1',
		Quoted_Items: [{ id: '2', Product_Name: { id: '3', name: 'P' }, Quantity: 3, List_Price: 33.33, ...row }],
		...more,
	});
const line = (row: object, more: object = {}) => documentLines(quote(row, more), new Map([['3', 'godz.']]))[0]!;
const tax = (percentage: number, name: string) => ({ percentage, name, id: '1', value: 0 });

describe('lines of a quote', () => {
	it.each<[string, object, object]>([
		[
			'a plain one',
			{},
			{ name: 'P', quantity: '3', unit: 'godz.', unitPrice: '33.33', priceBasis: 'net', vatRate: null },
		],
		['a percent, found again in the amount', { Discount: 10 }, { discount: { kind: 'percent', value: '10' } }],
		['a percent as text', { Discount: '7.5%' }, { discount: { kind: 'percent', value: '7.5' } }],
		['an amount that is no percent', { Discount: 0.01 }, { discount: { kind: 'percent', value: '0.01' } }],
		[
			'an amount that no percent makes',
			{ List_Price: 333333.33, Discount: 1 },
			{ discount: { kind: 'amount', value: '0.3333333333' } },
		],
		['no discount', { Discount: 0 }, { discount: undefined }],
		['free of charge', { Discount: 99.99 }, { discount: { kind: 'percent', value: '100' } }],
		['VAT', { Line_Tax: [tax(23, 'VAT 23')] }, { vatRate: '23' }],
		['VAT among taxes that are only listed', { Line_Tax: [tax(0, 'zw'), tax(8, 'VAT 8')] }, { vatRate: '8' }],
		['two taxes', { Line_Tax: [tax(5, 'a'), tax(8, 'b')] }, { vatRate: '5 + 8' }],
		['an exempt one by its name', { Line_Tax: [tax(0, 'VAT zw.')] }, { vatRate: 'zw' }],
		['a zero that says nothing', { Line_Tax: [tax(0, 'Zero')] }, { vatRate: '0' }],
		['zeros that are only listed', { Line_Tax: [tax(0, 'zw'), tax(0, 'oo')] }, { vatRate: '0' }],
		['many decimals', { List_Price: 0.12345678, Quantity: 0.0001 }, { unitPrice: '0.12345678', quantity: '0.0001' }],
		['a very small price', { List_Price: 1e-7 }, { unitPrice: '0.0000001' }],
		['a description', { Description: 'Etap 1' }, { description: 'Etap 1' }],
		['a line without a product', { Product_Name: null, Description: 'Usługa' }, { name: 'Usługa', unit: '' }],
	])('%s', (_, row, expected) => expect({ discount: undefined, ...line(row) }).toMatchObject(expected));

	it('reads numbers as text, and names in lower case', () => {
		const row = { id: '2', product_name: { id: '3', name: 'P' }, quantity: '2.50', list_price: '1.00' };
		const document = SalesDocument.parse({ id: '1', Ordered_Items: [row] });
		expect(documentLines(document, new Map())).toMatchObject([{ name: 'P', quantity: '2.5', unitPrice: '1' }]);
	});

	it('holds the amount off a line to the grosz, whatever the quantity', () => {
		for (const [quantity, off] of [
			[3, 10],
			[7, 0.05],
			[333, 12.34],
		] as const) {
			const { discount } = line({ Quantity: quantity, List_Price: 333333.33, Discount: off });
			expect(Math.abs(Number(discount?.value) * quantity - off)).toBeLessThan(0.0001);
		}
	});

	it('minds the total only where Zoho tells the parts, and by the grosz', () => {
		const count = (more: object, row: object = { Net_Total: 99.99 }) =>
			documentLines(quote(row, more), new Map()).length;
		expect(count({ Grand_Total: 99.99 })).toBe(1);
		expect(count({ Grand_Total: 99.98 })).toBe(2);
		expect(count({ Grand_Total: 100 })).toBe(2);
		expect(count({})).toBe(1);
		expect(count({ Grand_Total: 50 }, {})).toBe(1);
	});

	it('chooses the only document, the only accepted one, and never among several', () => {
		const rows = (...stages: string[]) =>
			stages.map((stage, at) => ({ id: String(at), Subject: `Q${at}`, Quote_Stage: stage, Status: '' }));
		const pick = (...stages: string[]) => pickDocument(rows(...stages), DEFAULT_READ_OPTIONS.acceptedStages);
		expect(pick()).toEqual({ document: undefined });
		expect(pick('Draft').document?.id).toBe('0');
		expect(pick('Draft', 'Closed Lost', 'Anulowana').document?.id).toBe('0');
		expect(pick('Draft', 'confirmed').document?.id).toBe('1');
		expect(pick('Draft', 'Draft').problem).toContain('Q0 (Draft), Q1 (Draft)');
		expect(pick('Confirmed', 'Closed Won').document).toBeUndefined();
		expect(pick('Closed Lost')).toEqual({ document: undefined });
	});
});

describe('lines of a subform', () => {
	const { columns } = DEFAULT_READ_OPTIONS;
	const one = (row: object, change = {}) => subformLines([row], { ...columns, ...change })[0]!;

	it('reads numbers as Zoho holds them and as people type them', () => {
		const row = { id: '1', Item: 'P', Quantity: 1.5, Price: '1 234,50', Discount: '10%', VAT_Rate: 23, Unit: 'h' };
		expect(one(row, { priceBasis: 'gross' })).toMatchObject({
			quantity: '1.5',
			unitPrice: '1234.5',
			priceBasis: 'gross',
			discount: { kind: 'percent', value: '10' },
			vatRate: '23',
			unit: 'h',
		});
	});

	it.each([
		['no price', { Quantity: 1 }, 'Price'],
		['words in the quantity', { Quantity: 'dwa', Price: 1 }, 'Quantity'],
		['a discount that is none', { Quantity: 1, Price: 1, Discount: 'rabat' }, 'Discount'],
	])('makes %s an obstacle that names the column', (_, row, column) => {
		expect(one({ Item: 'P', ...row })).toMatchObject({ quantity: '0', name: expect.stringContaining(column) });
	});

	it('has no lines where there is no such subform', () => {
		expect(subformLines(undefined, columns)).toEqual([]);
	});
});

describe('buyers', () => {
	const account = (change: object) => Account.parse({ id: '1', Account_Name: 'Firma', ...change });
	const contact = Contact.parse({
		id: '2',
		First_Name: 'Jan',
		Last_Name: 'K',
		Email: 'a@x.example',
		Secondary_Email: 'A@x.example; b@x.example',
	});
	const books = (change: Partial<ClientBooks>): ClientBooks => ({
		accountIsHidden: false,
		taxIdField: 'NIP',
		taxIdOnDeal: '',
		contactAlone: 'unknown',
		...change,
	});
	const taxId = (change: Partial<ClientBooks>) => toBuyers(books(change))[0]?.taxId;

	it('finds the tax number on the account, else on the deal', () => {
		expect(taxId({ account: account({ NIP: ' 526 025 02 74 ' }), taxIdOnDeal: '1' })).toBe('526 025 02 74');
		expect(taxId({ account: account({ NIP: null }), taxIdOnDeal: '1' })).toBe('1');
		expect(taxId({ account: account({ NIP: 5260250274 }) })).toBe('5260250274');
		expect(taxId({ account: account({}), taxIdField: '' })).toBeUndefined();
	});

	it('takes the billing address, and the copy on the quote where the account has none', () => {
		const address = {
			Billing_Street: 'Prosta 1\n m. 2',
			Billing_City: 'Łódź',
			Billing_Code: '90-001',
			Billing_Country: 'Niemcy',
		};
		const document = { Billing_Street: 'Z oferty', Billing_City: '', Billing_Code: '', Billing_Country: '' };
		const of = (change: object) => toBuyers(books({ account: account(change), document }))[0]?.address;
		expect(of(address)).toEqual({ street: 'Prosta 1, m. 2', city: 'Łódź', postalCode: '90-001', country: 'DE' });
		expect(of({})?.street).toBe('Z oferty');
	});

	it('is a business with a tax number, and what the user says without', () => {
		expect(toBuyers(books({ contact }))[0]).toMatchObject({
			name: 'Jan K',
			kind: 'unknown',
			emails: ['a@x.example', 'b@x.example'],
		});
		expect(toBuyers(books({ contact, contactAlone: 'consumer' }))[0]?.kind).toBe('consumer');
		expect(toBuyers(books({ contact, contactAlone: 'consumer', taxIdOnDeal: '1' }))[0]?.kind).toBe('business');
		expect(toBuyers(books({}))).toEqual([]);
	});
});

it('shows fields as text', () => {
	expect(
		fieldTexts({
			Amount: 1e21,
			D2I_Sale_Date: '2026-11-30',
			D2I_No_Email: true,
			Box: false,
			Picks: ['a', 'b'],
			Lookup: { id: '1', name: 'Alfa' },
			Tag: [{ id: '1', name: 'pilne', color_code: null }],
			Empty: null,
			Invoice_Lines: [{ id: '1', Item: 'P', Price: 1, Parent_Id: {} }],
			$editable: true,
		}),
	).toEqual({
		Amount: '1e+21',
		D2I_Sale_Date: '2026-11-30',
		D2I_No_Email: 'true',
		Box: '',
		Picks: 'a, b',
		Lookup: 'Alfa',
		Tag: 'pilne',
		Empty: '',
	});
});
