import { fingerprintOf } from '../fingerprint';
import type { BuildInput, BuildResult } from '../build';
import { Findings } from '../build/findings';
import type { DocumentLine, Invoice, IssuedInvoice } from '../invoice';
import { showTaxId } from '../taxId';
import { comparableName } from '../compare';
import { contentKey, ZERO } from './content';
import { correctionRows, differenceLine, differenceTotals, nothingOf } from './rows';

/**
 * The correction that a person confirmed: from the document as the accounting system holds it to what the deal asks for
 * now; to nothing when the deal is lost. `build` makes the invoice of the deal as if it were issued today.
 */
export function buildCorrection(input: BuildInput, build: (input: BuildInput) => BuildResult): BuildResult {
	const { entry, deal, earlier = [] } = input;
	const asIssued = { ...entry, kind: 'invoice' as const, reference: entry.corrects?.reference ?? entry.reference };
	const now = build({ ...input, entry: asIssued });
	const lost = now.brakes.withdrawn === 'lost';
	// The person has said yes to it, whatever became of the deal. A deleted deal has nothing to build from.
	const { mode } = now.brakes;
	const brakes = deal === null ? now.brakes : { mode, needsApproval: false, delayMinutes: 0 };
	if (!now.ok || deal === null) return { ...now, brakes };

	const findings = new Findings(deal.id);
	const original = earlier.find(({ documentId }) => documentId === entry.corrects?.documentId);
	const invoice = original && checked(original, now.invoice, { entry, lost }, findings);
	if (!original) findings.stop('correctionOfNothing', 'entry.corrects');
	const { flags } = now;
	const { problems, awaitsKsef } = findings;
	if (!invoice) return { ok: false, problems, flags, brakes: { ...brakes, ...(awaitsKsef && { awaitsKsef }) } };
	return { ok: true, invoice, flags, brakes };
}

function checked(
	original: IssuedInvoice,
	now: Invoice,
	asked: { entry: BuildInput['entry']; lost: boolean },
	findings: Findings,
): Invoice | undefined {
	const { entry, lost } = asked;
	const { number, lines, byRate } = original;
	const values = { number };
	if (original.cancelled) findings.stop('correctedIsCancelled', 'corrects', values);
	else if (now.gate === 'ksefNumber') checkKsef(original, findings);
	if (entry.corrects?.key !== (lost ? ZERO : contentKey(now))) findings.stop('changedSinceConfirmed', 'deal');
	if (!correctable(original, now) || !lines || !byRate) findings.stop('correctionByHand', 'corrects', values);
	if (findings.problems.length > 0 || !lines || !byRate || !entry.corrects) return undefined;

	const after: DocumentLine[] = lost ? lines.map(nothingOf) : now.lines;
	const rows = correctionRows(lines, after.map(documentLine));
	const content = {
		...now,
		reference: entry.reference,
		kind: 'correction' as const,
		part: entry.part,
		lines: rows.map(differenceLine),
		totals: differenceTotals(byRate, lost ? [] : now.totals.byRate),
		splitPayment: false,
		corrects: {
			reference: entry.corrects.reference,
			documentId: original.documentId,
			number,
			...(original.legal.ksefNumber && { ksefNumber: original.legal.ksefNumber }),
			issueDate: original.issueDate,
			reason: entry.corrects.reason ?? '',
			rows,
		},
	};
	if (content.corrects.reason === '') {
		findings.stop('correctionOfNothing', 'entry.corrects.reason');
		return undefined;
	}
	return { ...content, fingerprint: fingerprintOf(content) };
}

/** A correction has to name the KSeF number of its original: one that never comes is a matter for a person. */
function checkKsef({ legal: { state }, number }: IssuedInvoice, findings: Findings): void {
	if (state === 'legal') return;
	if (state === 'rejected') findings.stop('correctedRejectedByKsef', 'corrects', { number });
	else if (state === 'notRequired') findings.stop('correctedWithoutKsef', 'corrects', { number });
	else findings.awaitKsef('correctedWithoutKsef', 'corrects', number);
}

/** A foreign currency would need the rate of the original; another buyer needs a correction to zero and a new invoice. */
export function correctable(original: IssuedInvoice, now: Invoice): boolean {
	return now.currency === 'PLN' && original.currency === 'PLN' && sameBuyer(original, now);
}

export function sameBuyer({ buyer }: IssuedInvoice, now: Invoice): boolean {
	const bare = (taxId: string) =>
		taxId
			.toUpperCase()
			.replace(/^PL/, '')
			.replace(/[^A-Z0-9]/g, '');
	return (
		comparableName(buyer.name) === comparableName(now.buyer.name) &&
		bare(buyer.taxId) === bare(showTaxId(now.buyer.taxId))
	);
}

const documentLine = ({ name, quantity, unit, vatRate, net, vat, gross }: DocumentLine): DocumentLine => ({
	...{ name, quantity, unit, vatRate },
	...{ net, vat, gross },
});
