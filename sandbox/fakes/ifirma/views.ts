import Big from 'big.js';
import type { EffectInvoice } from '../types';
import { drawInvoice, POLISH_COLUMNS } from '../invoicePaper';
import type { StoredDocument } from './books';
import { SELLER_TAX_NO, type Ksef } from './ksef';
import type { Settings } from './schemas';

const SELLER = { name: 'Demo Usługi sp. z o.o.', address: 'ul. Przykładowa 10, 00-001 Warszawa' };

/** A document as it is read: what was sent, with its number, prices after discount and KSeF. Amounts are numbers. */
export function documentView(document: StoredDocument, ksef: Ksef, settings: Settings): Record<string, unknown> {
	const { input } = document;
	const { Kontrahent: contractor, Pozycje: _positions, Uwagi: notes, ...rest } = input;
	const { number, status } = ksef.view(document);
	return {
		...rest,
		PelnyNumer: document.number,
		...(!document.sort.proforma && { Zaplacono: Number(document.paid) }),
		IdentyfikatorKontrahenta: identifier(document),
		PrefiksUEKontrahenta: contractor.PrefiksUE ?? null,
		NIPKontrahenta: contractor.NIP ?? null,
		Kontrahent: { ...contractor, Identyfikator: identifier(document) },
		Pozycje: document.positions.map(({ reduced, net: _net, vat: _vat, gross: _gross, ...position }) => ({
			...position,
			CenaZRabatem: Number(reduced),
		})),
		WpisDoEwidencji: null,
		...(settings.showsNotes && { Uwagi: notes ?? null }),
		...(settings.showsTotal && { Brutto: Number(document.totals.gross) }),
		...(!document.sort.proforma && { NumerKSEF: number, StatusKSEF: status }),
	};
}

/** Its `Rodzaj`. */
export function listedAs({ sort, corrects }: StoredDocument, { correctionTyp }: Settings): string {
	return corrects && correctionTyp === 'invoice' ? corrects.original.sort.typ : sort.typ;
}

/** A row of a list. */
export function rowView(document: StoredDocument, ksef: Ksef, settings: Settings): Record<string, unknown> {
	const { Kontrahent: contractor } = document.input;
	return {
		FakturaId: document.id,
		PelnyNumer: document.number,
		Rodzaj: listedAs(document, settings),
		Waluta: document.currency,
		Brutto: Number(grossInList(document, settings)),
		Zaplacono: Number(document.paid),
		DataWystawienia: document.input.DataWystawienia,
		TerminPlatnosci: document.dueDate,
		KontrahentNazwa: nameOf(document),
		IdentyfikatorKontrahenta: identifier(document),
		NIPKontrahenta: contractor.NIP ?? null,
		CzyWyslano: ksef.view(document).number !== null,
	};
}

function grossInList({ totals, corrects }: StoredDocument, { correctionRow }: Settings): string {
	if (!corrects || correctionRow !== 'after') return totals.gross;
	return new Big(corrects.original.totals.gross).plus(totals.gross).toFixed(2);
}

/** A document as the console and the tests count it. */
export function effectOf(document: StoredDocument, ksef: Ksef): EffectInvoice {
	const { input, totals } = document;
	const { Kontrahent: contractor } = input;
	const { number, status } = ksef.view(document);
	const exchange = input.KursWalutyZDniaPoprzedzajacegoDzienWystawieniaFaktury;
	return {
		vendor: 'ifirma',
		id: String(document.id),
		number: document.number,
		kind: document.corrects ? 'correction' : document.sort.proforma ? 'proforma' : 'invoice',
		reference: /Ref: (\S+)\s*$/.exec(input.Uwagi ?? '')?.[1] ?? '',
		currency: document.currency,
		...totals,
		issueDate: input.DataWystawienia,
		saleDate: document.saleDate,
		dueDate: document.dueDate,
		legalStatus: status?.Status ?? '',
		ksefNumber: number ?? '',
		...(document.ksefAt && { legalAt: document.ksefAt.toISOString() }),
		buyer: {
			name: nameOf(document),
			taxId: `${contractor.PrefiksUE ?? ''}${contractor.NIP ?? ''}`,
			email: contractor.Email ?? '',
		},
		recipient: contractor.OdbiorcaNaFakturze && {
			name: contractor.OdbiorcaNaFakturze.Nazwa,
			tax_no: contractor.OdbiorcaNaFakturze.NIP ?? '',
			role: contractor.OdbiorcaNaFakturze.Rola,
		},
		lines: document.positions.map((position) => ({
			name: position.NazwaPelna,
			quantity: String(position.Ilosc),
			unit: position.Jednostka,
			vatRate: position.TypStawkiVat === 'ZW' ? 'zw' : String((position.StawkaVat ?? 0) * 100),
			net: position.net,
			vat: position.vat,
			gross: position.gross,
		})),
		exemptionReason: document.positions.find((position) => position.PodstawaPrawna)?.PodstawaPrawna,
		splitPayment: input.SplitPayment ?? false,
		...(exchange !== undefined && { exchange: { rate: String(exchange) } }),
		...(document.corrects && { corrects: correctsView(document, document.corrects) }),
		cancelled: document.deleted,
		paid: document.paid,
	};
}

function correctsView({ positions }: StoredDocument, { original, body }: NonNullable<StoredDocument['corrects']>) {
	const rows = positions.map((after, index) => ({ before: original.positions[index], after }));
	return { id: String(original.id), reason: body.PowodKorekty, rows };
}

/** A real PDF with what a reader looks for. The same bytes every time. */
export async function drawPdf(document: StoredDocument): Promise<Buffer> {
	const { input, totals, currency } = document;
	const { Kontrahent: contractor } = input;
	const recipient = contractor.OdbiorcaNaFakturze;
	return drawInvoice({
		title: `${document.sort.title} ${document.number}`,
		subject: `${nameOf(document)}, ${totals.gross} ${currency}`,
		createdAt: document.createdAt,
		facts: [
			['Data wystawienia', input.DataWystawienia],
			['Data sprzedaży', document.saleDate],
			['Termin płatności', document.dueDate],
		],
		parties: [
			{ title: 'Sprzedawca', lines: [SELLER.name, `NIP ${SELLER_TAX_NO}`, SELLER.address] },
			{
				title: 'Nabywca',
				lines: [
					nameOf(document),
					contractor.NIP && `NIP ${contractor.PrefiksUE ?? ''}${contractor.NIP}`,
					contractor.Ulica,
					[contractor.KodPocztowy, contractor.Miejscowosc].filter(Boolean).join(' '),
				],
			},
			...(recipient ? [{ title: 'Odbiorca', lines: [recipient.Nazwa] }] : []),
		],
		columns: POLISH_COLUMNS,
		rows: document.positions.map((position, at) => [
			...[String(at + 1), position.NazwaPelna, `${position.Ilosc} ${position.Jednostka}`],
			...[position.TypStawkiVat === 'ZW' ? 'zw' : percent(position.StawkaVat), position.net, position.gross],
		]),
		totals: [
			['Netto', totals.net],
			['VAT', totals.vat],
			['Brutto', `${totals.gross} ${currency}`],
		],
		remarks: [
			input.SplitPayment ? 'Mechanizm podzielonej płatności' : undefined,
			input.Uwagi ?? undefined,
			document.ksefNumber && `Numer KSeF: ${document.ksefNumber}`,
		],
	});
}

/** `23 %` of 0.23; `np` where there is none. */
const percent = (rate: number | null | undefined): string =>
	rate === null || rate === undefined ? 'np' : `${Math.round(rate * 100)} %`;

const nameOf = ({ input }: StoredDocument): string =>
	[input.Kontrahent.Nazwa, input.Kontrahent.Nazwa2].filter(Boolean).join(' ');

/** iFirma names a contractor itself where it was given no short name. */
function identifier({ id, input }: StoredDocument): string {
	return input.Kontrahent.Identyfikator ?? `K${id}`;
}
