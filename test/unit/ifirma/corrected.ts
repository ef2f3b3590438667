import { buildInvoice } from '../../../invoicing/build';
import { contentKey, ZERO } from '../../../invoicing/correction/content';
import type { StageEntry } from '../../../invoicing/deal';
import type { Invoice, IssuedInvoice } from '../../../invoicing/invoice';
import { sampleDeal, sampleLine, sampleSettings, type SettingsOverrides } from '../invoicing/samples';
import { entry, issuedFor, LINES } from '../issuing/chain';
import { plainCorrection } from '../issuing/plainCorrection';
import { invoice, type Bench } from './support';

export const INVOICE = entry('invoice', 1);
export const SETTINGS: SettingsOverrides = { seller: { ksef: 'noDuty' } };
export const CHEAPER = { lines: [sampleLine({ unitPrice: '900.00' }), LINES[1]] };
export const DEARER = { lines: [sampleLine({ unitPrice: '1100.00' }), LINES[1]] };
export const LOST = { standing: 'lost' };

export const at = ({ accounting, world }: Bench, settings = SETTINGS) => ({ accounting, world, settings });

/** What the deal asks for now. */
export function wanted({ world }: Bench, change: object, settings = SETTINGS): Invoice {
	const deal = sampleDeal({ lines: LINES, ...change });
	const now = world.now().toISOString();
	const built = buildInvoice({ deal, entry: INVOICE, settings: sampleSettings(settings), now });
	if (!built.ok) throw new Error(JSON.stringify(built.problems));
	return built.invoice;
}

/** What the person confirmed: the correction of a document to what the deal asks for now. */
export const confirmed = (made: Bench, documentId: string, change: object, reason = 'Zmiana ceny'): StageEntry =>
	entry('correction', 1, {
		corrects: {
			reference: INVOICE.reference,
			documentId,
			key: 'standing' in change ? ZERO : contentKey(wanted(made, change)),
			reason,
		},
	});

export interface Corrected {
	original: IssuedInvoice;
	asked: StageEntry;
	invoice: Invoice;
	document: IssuedInvoice;
}

/** An invoice, and its correction exactly as it was asked for. */
export async function corrected(made: Bench, before: object, after: object, reason?: string): Promise<Corrected> {
	const { document: original } = await issuedFor(at(made), INVOICE, before);
	const asked = confirmed(made, original.documentId, after, reason);
	return { original, asked, ...(await issuedFor(at(made), asked, after)) };
}

/** Of the plain invoice, from 1000.00 to 900.00 net, without a build. */
export const correction = (documentId: string, change: Partial<Invoice> = {}): Invoice =>
	plainCorrection(invoice(), documentId, change);
