import type { DealIn, LineIn } from '../../../sandbox/fakes/types';
import { plainDeal } from './scene';

/** A NIP of the right length whose check digit does not match. */
export const BROKEN_NIP = '5260250275';

export interface BadDeal {
	name: string;
	/** What differs from a plain deal. Made anew for each use: every buyer is a mark. */
	deal: () => Partial<DealIn>;
	/** What the sentence on the deal must say: the place, and what to do. */
	says: RegExp[];
}

const buyer = (patch: Partial<NonNullable<DealIn['buyer']>>): Partial<DealIn> => ({
	buyer: { ...plainDeal().buyer!, ...patch },
});
const line = (patch: Partial<LineIn>): LineIn => ({
	name: 'Doradztwo',
	quantity: '1',
	unitPrice: '100.00',
	priceBasis: 'net',
	vatRate: '23',
	...patch,
});
/** Without its rate: that the field is left out is the point. */
const withoutRate = ({ vatRate: _, ...rest }: LineIn): LineIn => rest;

/** Deals that no invoice may come of. */
export const BAD_DEALS: BadDeal[] = [
	{ name: 'no NIP', deal: () => buyer({ taxId: '' }), says: [/NIP/, /Wpisz numer/] },
	{
		name: 'a NIP with a wrong check digit',
		deal: () => buyer({ taxId: BROKEN_NIP }),
		says: [/NIP/, /cyfra kontrolna/, /Sprawdź numer/],
	},
	{
		name: 'a NIP that is no number',
		deal: () => buyer({ taxId: 'w trakcie rejestracji' }),
		says: [/NIP/, /Popraw numer/],
	},
	{ name: 'no e-mail', deal: () => buyer({ email: '' }), says: [/e-mail/, /Wpisz go/] },
	{
		name: 'an e-mail that is none',
		deal: () => buyer({ email: 'biuro(at)klient.example' }),
		says: [/e-mail/, /błędny/, /Popraw/],
	},
	{
		name: 'a second header inside the e-mail',
		deal: () => buyer({ email: 'biuro@klient.example\r\nBcc: obcy@zly.example' }),
		says: [/e-mail/, /Popraw/],
	},
	{ name: 'no lines', deal: () => ({ lines: [] }), says: [/brak produktów/i, /Dodaj pozycje/] },
	{
		name: 'a line without a VAT rate',
		deal: () => ({ lines: [line({}), withoutRate(line({ name: 'Audyt' }))] }),
		says: [/pozycja 2 \(„Audyt”\)/i, /stawki VAT/, /Wybierz stawkę/],
	},
	{
		name: 'a VAT rate that nobody knows',
		deal: () => ({ lines: [line({ vatRate: '22' })] }),
		says: [/pozycji 1/, /„22”/, /Dozwolone/],
	},
	{
		name: 'a VAT rate of 0 without its reason',
		deal: () => ({ lines: [line({ vatRate: '0' })] }),
		says: [/pozycja 1/i, /0%/, /Wskaż/],
	},
	{
		name: 'an unknown rate in the VAT rate field',
		deal: () => ({ lines: [line({ vatRate: 'ulgowa' })] }),
		says: [/UF_CRM_D2I_VAT_RATE/, /„ulgowa”/, /Dozwolone/],
	},
	{
		name: 'a total of zero',
		deal: () => ({ lines: [line({ unitPrice: '0.00' })] }),
		says: [/suma dokumentu wynosi 0.00 PLN/i, /sprawdź ceny/],
	},
	{
		name: 'a negative price',
		deal: () => ({ lines: [line({ name: 'Rabat', unitPrice: '-100.00' })] }),
		says: [/pozycja 1 \(„Rabat”\)/i, /ujemną cenę/, /Rabat wpisz/],
	},
	{
		name: 'a negative quantity',
		deal: () => ({ lines: [line({ quantity: '-1' })] }),
		says: [/pozycja 1/i, /ilość/, /Wpisz ilość/],
	},
	{
		name: 'a line without a name',
		deal: () => ({ lines: [line({ name: ' \r\n ' })] }),
		says: [/pozycja 1/i, /nie ma nazwy/, /Wpisz nazwę/],
	},
	{ name: 'an unknown currency', deal: () => ({ currency: 'QQQ' }), says: [/walut/, /„QQQ”/, /Wybierz walutę/] },
	{ name: 'a currency that is no code', deal: () => ({ currency: 'zł' }), says: [/walut/, /Wybierz walutę/] },
	{ name: 'no currency', deal: () => ({ currency: '' }), says: [/walut/, /Wybierz walutę/] },
	{ name: 'no buyer', deal: () => ({ buyer: undefined }), says: [/brak nabywcy/i, /Dodaj/] },
	{ name: 'a buyer without a name', deal: () => buyer({ name: '' }), says: [/nazwy/, /Uzupełnij nazwę/] },
	{
		name: 'everything wrong at once',
		deal: () => ({ ...buyer({ taxId: BROKEN_NIP, email: 'nie ma' }), currency: 'QQQ', lines: [withoutRate(line({}))] }),
		says: [/walut/, /NIP/],
	},
];
