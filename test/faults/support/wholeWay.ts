import { checkPdfs } from './content';
import { due, settle } from './deals';
import { crmNodes, type CrmName } from '../../../workflows/definitions/crms';
import { counts, ONE_OF_EACH, plainDeal, type Effects, type Scene } from '../../e2e/support/scene';

/** 10 × 200.00 at 23 % and 3 × 49.99 − 10 % at 5 %: the lines of `plainDeal`. */
const TOTALS = { net: '2134.97', vat: '466.75', gross: '2601.72' };

export interface WholeWay {
	violations: string[];
	/** Seconds from the change of the stage to the last effect. */
	seconds: number;
	/** Requests that the CRM and the accounting system answered meanwhile. */
	calls: { crm: number; accounting: number };
}

/**
 * One plain deal from the stage to the report row, whichever the two systems are: the books must hold one document with
 * its buyer, lines and totals, one e-mail, one file, one recording with the PDF, one row.
 */
export async function wholeWay(scene: Scene): Promise<WholeWay> {
	const deal = plainDeal();
	const id = await scene.deal(deal);
	const since = new Date().toISOString();
	const begun = Date.now();
	await scene.move(id, 'invoice');
	const effects = await scene.finished(id, 90_000);
	const seconds = (Date.now() - begun) / 1000;
	const calls = {
		crm: (await scene.calls(scene.crm, since)).length,
		accounting: (await scene.calls(scene.accountingSystem, since)).length,
	};
	const { name, taxId, email } = deal.buyer!;
	const violations = [
		...(await settle(scene, [due(id)], { limitMs: 30_000, lateMs: 2_000 })),
		...(await checkPdfs(scene.sandbox.outside.books)),
		...differing('The effects', counts(effects), ONE_OF_EACH),
		...documentViolations(effects, { name, taxId }),
		...differing('The addressees', effects.emails[0]?.to, [email]),
		...recordViolations(effects, scene.crm as CrmName),
		...differing('The stage', (await scene.getDeal(id)).stage, 'invoiced'),
	];
	return { violations, seconds, calls };
}

function documentViolations(
	{ invoices: [invoice] }: Effects,
	buyer: { name: string; taxId: string | undefined },
): string[] {
	if (!invoice) return ['No document.'];
	const { net, vat, gross, lines } = invoice;
	return [
		...differing('The totals', { net, vat, gross }, TOTALS),
		...differing('The buyer', { name: invoice.buyer.name, taxId: invoice.buyer.taxId }, buyer),
		...differing('The number of lines', lines.length, 2),
	];
}

/** The PDF that was mailed lies on the deal, once, and one note names the document where the workflow writes any. */
function recordViolations({ invoices, emails, crmRecords }: Effects, crm: CrmName): string[] {
	const files = crmRecords.flatMap((record) => record.files.map(({ sha256 }) => sha256));
	const notes = crmRecords.flatMap((record) => record.notes).filter((note) => note.includes(invoices[0]?.number ?? ''));
	return [
		...differing('The files on the deal', files, [emails[0]?.attachments[0]?.sha256]),
		...differing('The notes', notes.length, crmNodes(crm).withoutNote ? 0 : 1),
	];
}

function differing(what: string, found: unknown, expected: unknown): string[] {
	const [is, ought] = [JSON.stringify(found), JSON.stringify(expected)];
	return is === ought ? [] : [`${what}: ${is}, not ${ought}.`];
}
