import { earlierDocuments } from '../../../connect/accounting/operations/earlier';
import { issueOnce, type IssueOptions, type IssueOutcome } from '../../../connect/issueOnce';
import type { Accounting } from '../../../connect/ports';
import { buildInvoice } from '../../../invoicing/build';
import { compareIssued } from '../../../invoicing/compare';
import type { StageEntry } from '../../../invoicing/deal';
import type { Invoice, IssuedInvoice } from '../../../invoicing/invoice';
import { sampleDeal, sampleEntry, sampleLine, sampleSettings, type SettingsOverrides } from '../invoicing/samples';

/** Orders that are paid in advance, as any accounting system gets to see them. */
export const LINES = [
	sampleLine(),
	sampleLine({ id: '2', name: 'Podręcznik', quantity: '3', unitPrice: '49.99', vatRate: '5' }),
];
export const reference = (kind: string, part: number) => `bitrix24:acme.bitrix24.pl:123:${kind}:${part}`;
export const entry = (kind: string, part: number, more: object = {}): StageEntry =>
	sampleEntry({ kind, part, reference: reference(kind, part), ...more });
export const FIRST = entry('advance', 1, { percent: '30' });
export const SECOND = entry('advance', 2, { percent: '50', percentBefore: '30' });
export const FINAL = entry('final', 1);

interface At {
	accounting: Accounting;
	world: Pick<IssueOptions, 'sleep' | 'now'>;
	settings?: SettingsOverrides;
}
export interface Stage {
	invoice: Invoice;
	outcome: IssueOutcome;
}

/** The way of the scenario: read what is earlier, build, issue once. `change`: of the deal. */
export async function playStage(
	{ accounting, world, settings }: At,
	asked: StageEntry,
	change: object = {},
): Promise<Stage> {
	const deal = sampleDeal({ lines: LINES, ...change });
	const earlier = await earlierDocuments(accounting, asked, deal);
	const now = world.now().toISOString();
	const result = buildInvoice({ deal, entry: asked, earlier, settings: sampleSettings(settings), now });
	if (!result.ok) throw new Error(result.problems.map(({ code }) => code).join(', '));
	return { invoice: result.invoice, outcome: await issueOnce(accounting, result.invoice, world) };
}

/** Issued, and exactly as it was asked for. */
export async function issuedFor(
	at: At,
	asked: StageEntry,
	change: object = {},
): Promise<{ invoice: Invoice; document: IssuedInvoice }> {
	const { invoice, outcome } = await playStage(at, asked, change);
	if (outcome.outcome !== 'issued') throw new Error(JSON.stringify(outcome));
	expect(compareIssued(invoice, outcome.issued)).toEqual([]);
	return { invoice, document: outcome.issued };
}
