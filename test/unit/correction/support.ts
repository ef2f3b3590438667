import { buildInvoice } from '../../../invoicing/build';
import { contentKey, ZERO } from '../../../invoicing/correction/content';
import type { Deal } from '../../../invoicing/deal';
import type { Invoice, IssuedInvoice } from '../../../invoicing/invoice';
import { SAMPLE_NOW, sampleEntry, sampleSettings } from '../invoicing/samples';

const settings = sampleSettings();
const original = { reference: sampleEntry().reference, documentId: '77' };

export function invoiceOf(deal: Deal): Invoice {
	const built = buildInvoice({ deal, entry: sampleEntry(), settings, now: SAMPLE_NOW });
	if (!built.ok) throw new Error(JSON.stringify(built.problems));
	return built.invoice;
}

/** As an accounting system would hold it. */
export function issuedOf(invoice: Invoice, change: Partial<IssuedInvoice> = {}): IssuedInvoice {
	const { totals } = invoice;
	return {
		...{ system: 'fakturownia', account: 'demo', documentId: '77', number: '1/11/2026', kind: 'invoice' },
		reference: invoice.reference,
		currency: invoice.currency,
		...{ net: totals.net, vat: totals.vat, gross: totals.gross, byRate: totals.byRate },
		lines: invoice.lines.map(({ name, quantity, unit, vatRate, net, vat, gross }) => ({
			...{ name, quantity, unit, vatRate, net, vat, gross },
		})),
		issueDate: invoice.issueDate,
		buyer: { name: invoice.buyer.name, taxId: invoice.buyer.taxId?.number ?? '', emails: [] },
		legal: { state: 'legal', ksefNumber: '5252445767-20261130-ABCDEF-ABCDEF-01', messages: [] },
		...{ paid: '0.00', cancelled: false, adopted: false },
		...change,
	};
}

export function correct(deal: Deal, before: IssuedInvoice, key?: string, reason = 'Zmiana ceny') {
	const entry = sampleEntry({
		kind: 'correction',
		reference: 'bitrix24:demo.bitrix24.pl:123:correction:1',
		corrects: { ...original, reason, key: key ?? (deal.standing === 'lost' ? ZERO : contentKey(invoiceOf(deal))) },
	});
	return buildInvoice({ deal, entry, earlier: [before], settings, now: SAMPLE_NOW });
}
