import type { Books } from '../../../sandbox/books';
import { allEffects, effectsByDeal, type Effects } from '../../../sandbox/effects';
import { contentViolations, recordings } from './content';

/** How a deal may stand outside once everything has come to rest. */
export type Standing =
	/** One of each: invoice, e-mail, file, recording on the deal, report row. */
	| 'finished'
	/** A person was told (on the deal, or by an alert) that something is missing. */
	| 'attention'
	/** A person was told, and only what nobody can ask about is missing: the mail, or everything from the invoice on. */
	| 'unknown'
	/** Nothing happened outside, nobody was told. */
	| 'untouched';

/** Things of which a deal has at most one. */
export const THINGS = ['invoice', 'e-mail', 'file', 'recording', 'note', 'report row'] as const;
export type Thing = (typeof THINGS)[number];

export interface CheckedDeal {
	crm: string;
	id: string;
	/** Computed from the faults of the schedule; without faults only `finished`, or `untouched` for a deal not due. */
	allowed: ReadonlySet<Standing>;
	/** How many documents are due for it: several parts, or a proforma first. Left out: one. */
	documents?: number;
	/** What may be there twice because the vendor cannot be fenced (docs/promises.md lists these). Left out: nothing. */
	mayDouble?: ReadonlySet<Thing>;
}

/**
 * Reads nothing but the fakes' books and says a sentence for every broken promise. Effects are attributed by the marks
 * that the deals' maker put into them (`books.deals`), never by a reference that the product wrote.
 * A deal in the books that is not among `deals` must be untouched.
 */
export function check(books: Books, deals: readonly CheckedDeal[]): string[] {
	const all = allEffects(books);
	const byDeal = effectsByDeal(books, all);
	const checked = new Map(deals.map((deal) => [`${deal.crm}/${deal.id}`, deal]));
	const unknown = [...checked.keys()].filter((key) => !byDeal.has(key));
	if (unknown.length > 0) throw new RangeError(`The books hold no deal ${unknown.join(', ')}.`);
	return [
		...strayViolations(books, all, byDeal),
		...[...byDeal].flatMap(([key, effects]) => {
			const [crm = '', id = ''] = key.split('/');
			const deal = checked.get(key) ?? { crm, id, allowed: NOT_DUE };
			return [
				...countViolations(deal, effects),
				...contentViolations(effects),
				...standingViolations(deal, effects, all.alerts.length > 0),
			].map((violation) => `Deal ${key}: ${violation}`);
		}),
	];
}

const NOT_DUE: ReadonlySet<Standing> = new Set(['untouched']);

/** Every effect belongs to exactly one deal, so that the sum over the deals is what the books hold. */
function strayViolations(books: Books, all: Effects, byDeal: Map<string, Effects>): string[] {
	const each = [...byDeal.values()];
	const find = <T>(
		what: string,
		held: readonly T[],
		of: (effects: Effects) => readonly T[],
		name: (one: T) => string,
	) =>
		held.flatMap((one) => {
			const owners = each.filter((effects) => of(effects).includes(one)).length;
			if (owners === 1) return [];
			return [`The ${what} ${name(one)} belongs to ${owners === 0 ? 'no deal' : `${owners} deals`}.`];
		});
	const records = each.reduce((sum, effects) => sum + effects.crmRecords.length, 0);
	const held = [...books.crms.values()].reduce((sum, crm) => sum + crm.records().length, 0);
	return [
		...find(
			'invoice',
			all.invoices,
			(effects) => effects.invoices,
			(invoice) => invoice.number,
		),
		...find(
			'e-mail',
			all.emails,
			(effects) => effects.emails,
			(mail) => `"${mail.subject}" to ${mail.to.join(', ')}`,
		),
		...find(
			'file',
			all.files,
			(effects) => effects.files,
			(file) => file.path,
		),
		...find(
			'report row',
			all.sheetRows,
			(effects) => effects.sheetRows,
			(row) => JSON.stringify(row.row),
		),
		...(records === held ? [] : [`The deals hold ${records} writes, the CRMs' books ${held}.`]),
	];
}

function countsOf(effects: Effects): Record<Thing, number> {
	const { invoices, emails, files, sheetRows, crmRecords } = effects;
	// A note about a document names it; a note about a standing does not.
	const notes = crmRecords.flatMap((record) => record.notes);
	const about = invoices.map(({ number }) => notes.filter((note) => note.includes(number)).length);
	return {
		invoice: invoices.length,
		'e-mail': emails.length,
		file: files.length,
		recording: recordings(crmRecords).length,
		note: Math.max(0, ...about),
		'report row': sheetRows.length,
	};
}

function countViolations({ mayDouble, documents = 1 }: CheckedDeal, effects: Effects): string[] {
	const counts = countsOf(effects);
	return THINGS.flatMap((thing) => {
		const most = thing === 'note' ? 1 : documents;
		if (counts[thing] <= most || mayDouble?.has(thing)) return [];
		const numbers = effects.invoices.map((invoice) => invoice.number).join(', ');
		return [`${counts[thing]} × ${thing}, at most ${most} (invoices: ${numbers || 'none'}).`];
	});
}

function standingViolations(deal: CheckedDeal, effects: Effects, isAlerted: boolean): string[] {
	const standings = standingsOf(effects, deal.documents ?? 1, isAlerted);
	if (standings.some((standing) => deal.allowed.has(standing))) return [];
	const counts = countsOf(effects);
	const held = THINGS.map((thing) => `${counts[thing]} ${thing}`).join(', ');
	const told = effects.attention.at(-1)?.text ?? 'nothing';
	const is = standings.length > 0 ? standings.join(' or ') : 'half way, and nobody was told';
	return [`stands ${is}; allowed: ${[...deal.allowed].join(', ')}. It has ${held}; it says: ${told}.`];
}

/** All standings that the outside of the deal fits. */
function standingsOf(effects: Effects, documents: number, isAlerted: boolean): Standing[] {
	const counts = countsOf(effects);
	const has = (thing: Thing) => counts[thing] >= documents;
	const others = (['file', 'recording', 'report row'] as const).every(has);
	if (has('invoice') && has('e-mail') && others) return ['finished'];
	const untouched = THINGS.every((thing) => counts[thing] === 0) && effects.attention.length === 0;
	// Telling the deal may be what fails; an alert is one per cause and need not name the deal.
	const told = effects.attention.length > 0 || isAlerted;
	const later = (['e-mail', 'file', 'recording', 'report row'] as const).some((thing) => counts[thing] > 0);
	const cannotBeAsked = (has('invoice') && others) || !later;
	return [
		...(untouched ? (['untouched'] as const) : []),
		...(told ? (['attention'] as const) : []),
		...(told && cannotBeAsked ? (['unknown'] as const) : []),
	];
}
