import { setTimeout as pause } from 'node:timers/promises';
import type { Books } from '../../sandbox/books';
import { allEffects, type Effects } from '../../sandbox/effects';

/** When, by the machine's clock, a deal's mail arrived and its last effect was there; and how many of each there are. */
export interface Outcome {
	mailAt: number;
	completeAt: number;
	counts: Record<Kind, number>;
}

type Kind = 'invoices' | 'emails' | 'files' | 'sheetRows' | 'recordings';

const LOOK_EVERY_MS = 10;

/** Waits for the outside of marked deals, by deal id; what is not complete in time is left out. */
export async function outcomes(
	books: Books,
	marks: ReadonlyMap<string, string>,
	limitMs: number,
): Promise<Map<string, Outcome>> {
	const found = new Map<string, Outcome>();
	const end = Date.now() + limitMs;
	let seen = -1;
	while (found.size < marks.size && Date.now() < end) {
		await pause(LOOK_EVERY_MS);
		const effects = allEffects(books);
		const size = sizeOf(effects);
		if (size === seen) continue;
		seen = size;
		for (const [id, mark] of marks) {
			if (found.has(id)) continue;
			const counts = countsOf(effects, mark);
			const mail = effects.emails.find((each) => each.to.join().includes(mark));
			// Nobody sets the world's clock here, so that the mail's time is the machine's.
			if (mail?.at && Object.values(counts).every((count) => count > 0))
				found.set(id, { mailAt: Date.parse(mail.at), completeAt: Date.now(), counts });
		}
	}
	return found;
}

/** By the deal's mark, which stands in the buyer's name and address; the recording by the invoice's number. */
export function countsOf(effects: Effects, mark: string): Outcome['counts'] {
	const { invoices, emails, files, sheetRows, crmRecords } = effects;
	const own = invoices.filter((invoice) => invoice.buyer.name.includes(mark));
	const numbers = own.map((invoice) => invoice.number);
	return {
		invoices: own.length,
		emails: emails.filter((mail) => mail.to.join().includes(mark)).length,
		files: files.filter((file) => file.path.includes(mark)).length,
		sheetRows: sheetRows.filter((row) => Object.values(row.row).join().includes(mark)).length,
		recordings: crmRecords.filter((record) => numbers.includes(record.number)).length,
	};
}

function sizeOf({ invoices, emails, files, sheetRows, crmRecords }: Effects): number {
	return invoices.length + emails.length + files.length + sheetRows.length + crmRecords.length;
}
