import type { Deal, StageEntry } from '../deal';
import { fingerprintOf } from '../fingerprint';
import { gateOf } from '../gate';
import type { Invoice, IssuedInvoice } from '../invoice';
import { documentLanguage } from '../language';
import type { Problem } from '../problem';
import { periodText } from '../recurring/periodText';
import type { InvoiceSettings } from '../settings';
import { computeTotals } from '../totals';
import { oneLine } from '../text';
import { stagedDocument } from './advances';
import { buildCorrection } from '../correction/build';
import { brakesOf, type Brakes } from './brakes';
import { pickBuyer, readBuyer, readRecipient } from './buyer';
import { checkAmount, checkCurrency, checkEntry, checkRecord, checkTotal } from './checks';
import { checkRates } from './contradictions';
import { customField } from './customField';
import { readDates } from './dates';
import { exemptionReasonOf, notesOf, placeholdersOf, shareOf, splitPaymentOf, totalsMethodOf } from './document';
import { Findings } from './findings';
import { jpkMarksOf } from './jpk';
import { ofPeriod, readLines } from './lines';
import { readMailTo } from './mailTo';

export type { Brakes } from './brakes';

export type BuildResult =
	| { ok: true; invoice: Invoice; flags: Problem[]; brakes: Brakes }
	| { ok: false; problems: Problem[]; flags: Problem[]; brakes: Brakes };

export interface BuildInput {
	/** Null when the CRM no longer has the deal. */
	deal: Deal | null;
	entry: StageEntry;
	/** The issued documents that this one builds on; see StageEntry.kind. Left out: none. */
	earlier?: IssuedInvoice[];
	settings: InvoiceSettings;
	/** The moment of the run, ISO 8601 with offset. */
	now: string;
}

/**
 * Makes the invoice that a stage entry asks for, or says everything that stands in its way. Pure: the same input makes
 * the same result. `ok` is about the content alone; whether it may be issued now is told by `brakes`.
 */
export function buildInvoice(input: BuildInput): BuildResult {
	return input.entry.kind === 'correction' ? buildCorrection(input, buildDocument) : buildDocument(input);
}

function buildDocument({ deal, entry, earlier = [], settings, now }: BuildInput): BuildResult {
	if (deal === null) return { ok: false, problems: [], flags: [], brakes: brakesOf(null, settings, {}) };
	const findings = new Findings(deal.id);
	const recurring = entry.period !== undefined;
	checkEntry(deal, entry, findings);
	checkRecord(deal, entry, findings);
	checkCurrency(deal, settings, findings);

	const rawBuyer = pickBuyer(deal, findings);
	const buyer = rawBuyer && readBuyer(deal, rawBuyer, settings, findings);
	const recipient = readRecipient(deal, settings, findings);
	const mailTo = readMailTo(deal, rawBuyer, settings, findings);
	const { notBefore, ...dates } = readDates(deal, entry, settings, now, findings);
	const language = documentLanguage(settings.language, buyer?.address.country ?? 'PL');

	const orderNumber = customField(deal, settings.buyer.orderNumberField);
	const period = entry.period && periodText(entry.period, language);
	const placeholders = placeholdersOf(deal, orderNumber, period ?? '');
	const lines = ofPeriod(readLines(deal, settings, placeholders, findings), period, settings);
	if (lines && buyer) checkRates(lines, buyer, settings, findings);
	const exemptionReason = lines && exemptionReasonOf(deal, lines, settings, findings);
	const { gtu, procedures } = jpkMarksOf(deal, entry.kind, settings, findings);
	const method = lines && totalsMethodOf(lines, settings);
	const whole = lines && method && { method, ...computeTotals(lines, method) };
	if (whole) checkAmount(deal, whole.totals, settings, findings);
	if (whole) checkTotal(whole.totals.gross, deal.currency, findings);
	const staged =
		whole && (entry.kind === 'advance' || entry.kind === 'final')
			? stagedDocument({ deal, entry, settings, whole, earlier, language }, findings)
			: undefined;

	const stopped = (): BuildResult => {
		const { problems, flags } = findings;
		return { ok: false, problems, flags, brakes: brakesOf(deal, settings, { notBefore, recurring }) };
	};
	if (findings.problems.length > 0 || !buyer || !whole) return stopped();

	const share = staged ?? shareOf(whole, entry, language);
	checkTotal(share.totals.gross, deal.currency, findings);
	if (findings.problems.length > 0) return stopped();
	const splitPayment = splitPaymentOf(
		share,
		{ currency: deal.currency, business: buyer.kind === 'business' },
		findings,
	);
	const notes = notesOf(settings, placeholders, share.lines, language);
	const { departmentId, name } = settings.seller;
	const content = {
		reference: entry.reference,
		kind: entry.kind,
		part: entry.part,
		percent: entry.percent,
		deal: {
			crm: deal.crm,
			account: deal.account,
			id: deal.id,
			title: oneLine(deal.title),
			...(deal.url ? { url: deal.url } : {}),
		},
		seller: { departmentId, name },
		buyer: { ...buyer, emails: mailTo },
		...(recipient ? { recipient } : {}),
		...dates,
		currency: deal.currency,
		language,
		totalsMethod: share.method,
		lines: gtu ? share.lines.map((line) => ({ ...line, gtu })) : share.lines,
		totals: share.totals,
		...(staged && { order: staged.order }),
		...(staged?.settles && { settles: staged.settles }),
		...(exemptionReason ? { exemptionReason } : {}),
		...(procedures ? { procedures } : {}),
		...(notes ? { notes } : {}),
		...(orderNumber ? { orderNumber } : {}),
		splitPayment,
		mailTo,
		gate: gateOf({ seller: settings.seller, kind: entry.kind, buyer, issueDate: dates.issueDate }),
		flags: findings.flags.map((flag) => flag.code),
	};
	const invoice: Invoice = { ...content, fingerprint: fingerprintOf(content) };
	return {
		ok: true,
		invoice,
		flags: findings.flags,
		brakes: brakesOf(deal, settings, { invoice, notBefore, recurring }),
	};
}
