import type { DealIn } from '../../../sandbox/fakes/types';
import { freshNip, plainDeal } from './scene';

/** A deal whose texts are odd, and what they must become outside. */
export interface OddDeal {
	name: string;
	deal: () => Partial<DealIn>;
	/** The buyer on the invoice. */
	buyer?: string;
	/** The client's folder. */
	folder?: string;
	/** The client's cell in the report. */
	cell?: string;
	/** Names of the invoice's lines. */
	lines?: string[];
	/** Must stand in the mail's HTML, and must not. */
	html?: { holds: string; never: string };
}

const named = (name: string): Partial<DealIn> => ({ buyer: { ...plainDeal().buyer!, name } });
const line = (name: string): Partial<DealIn> => ({
	lines: [{ name, quantity: '1', unitPrice: '100.00', priceBasis: 'net', vatRate: '23' }],
});

/** Deals that are merely odd: each is invoiced, once, and nothing of it leaves its place. */
export const ODD_DEALS: OddDeal[] = [
	{
		name: 'a client name that climbs out of its folder',
		deal: () => named('../../etc/passwd'),
		buyer: '../../etc/passwd',
		folder: 'etc-passwd',
		cell: '../../etc/passwd',
	},
	{ name: 'a client named ..', deal: () => named('..'), buyer: '..', folder: 'Client', cell: '..' },
	{ name: 'a client named like a device', deal: () => named('CON'), buyer: 'CON', folder: 'CON_', cell: 'CON' },
	{
		name: 'slashes and backslashes in the client name',
		deal: () => named('A/B \\ C S.A.'),
		buyer: 'A/B \\ C S.A.',
		folder: 'A-B - C S.A',
		cell: 'A/B \\ C S.A.',
	},
	{
		name: 'quotes in the client name',
		deal: () => named(`„Bis" & 'Syn' sp. j.`),
		buyer: `„Bis" & 'Syn' sp. j.`,
		folder: 'Bis & Syn sp. j',
		cell: `„Bis" & 'Syn' sp. j.`,
	},
	{
		name: 'emoji in the client name',
		deal: () => named('🚀 Rakieta 👩‍🚀'),
		folder: 'Rakieta',
	},
	{
		name: 'marks that turn the reading direction',
		deal: () => named('Firma \u202Efdp.exe\u200F'),
		buyer: 'Firma fdp.exe',
		folder: 'Firma fdp.exe',
		cell: 'Firma fdp.exe',
	},
	{
		name: 'a formula for a client name',
		deal: () => named('=HYPERLINK("http://x","y")'),
		buyer: '=HYPERLINK("http://x","y")',
		folder: '=HYPERLINK(http--x,y)',
		cell: `'=HYPERLINK("http://x","y")`,
	},
	{
		name: 'an expression of n8n for a client name',
		deal: () => named('{{ 7*7 }} ={{ $json }}'),
		buyer: '{{ 7*7 }} ={{ $json }}',
		folder: '{{ 77 }} ={{ $json }}',
		cell: '{{ 7*7 }} ={{ $json }}',
	},
	{
		name: 'a second mail header in the client name and title',
		deal: () => ({ ...named('Firma\r\nBcc: obcy@zly.example'), title: 'Tytuł\r\nBcc: obcy@zly.example' }),
		buyer: 'Firma Bcc: obcy@zly.example',
		folder: 'Firma Bcc obcy@zly.example',
		cell: 'Firma Bcc: obcy@zly.example',
	},
	{
		name: 'a second mail header and a script in a line',
		deal: () => line('Strona\r\nBcc: obcy@zly.example\r\n\r\n<script>alert(1)</script> {{ 7*7 }}'),
		lines: ['Strona Bcc: obcy@zly.example <script>alert(1)</script> {{ 7*7 }}'],
		html: { holds: '&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}', never: '<script' },
	},
	{
		name: 'a line name of 300 characters',
		deal: () => line('Długa nazwa '.repeat(25)),
		lines: [`${'Długa nazwa '.repeat(25).slice(0, 255).trimEnd()}…`],
	},
	{ name: 'no title', deal: () => ({ title: '' }) },
	{
		name: 'a NIP with prefix, spaces and dashes',
		deal: () => ({
			buyer: {
				...plainDeal().buyer!,
				taxId: `PL ${freshNip().replace(/(...)(...)(..)(..)/, '$1-$2-$3-$4')}`,
			},
		}),
	},
];
