import type { DealIn } from './fakes/types';

/**
 * Whose deal an outside effect belongs to, told by what the deal's maker put into it (buyer, tax number, addresses,
 * title, lines), never by a reference that the product wrote.
 */
export interface Marks {
	/** Names and numbers of the parties, e-mail addresses. */
	parties: string[];
	/** Title and names of the lines: they tell two deals of one buyer apart. */
	subjects: string[];
}

export function marksOf(deal: DealIn): Marks {
	const buyers = [deal.buyer, deal.recipient, deal.contact, ...(deal.requisites ?? [])];
	const parties = buyers.flatMap((party) => (party ? Object.values(pick(party)) : []));
	const subjects = [deal.title, ...(deal.lines ?? []).map((line) => line.name)];
	return { parties: parties.filter(isTelling), subjects: subjects.filter(isTelling) };
}

const pick = ({ name, taxId, email }: { name?: string; taxId?: string; email?: string }): string[] =>
	[name, ...taxIdSpellings(taxId), email].filter((text) => text !== undefined);

/** With and without its country: systems keep "PL 526-025-02-74" as PL5260250274 or 5260250274. */
export function taxIdSpellings(taxId = ''): string[] {
	const compact = taxId.replace(/[^A-Za-z0-9]/g, '');
	return compact === '' ? [] : [compact, compact.replace(/^[A-Za-z]{2}/, '')];
}

/** "ok" or "12" would be found in anything. */
const isTelling = (text: string): boolean => plain(text).trim().length >= 4;

/** One marked deal, with the numbers of the documents that were already attributed to it. */
export interface Owner {
	key: string;
	marks: Marks;
	numbers: string[];
}

/**
 * The deals that a text belongs to. A document number in it decides; else a party's mark; where several deals share
 * the party, a title or a line narrows it down. A text that fits none belongs to nobody.
 */
export function ownersOf(text: string, owners: readonly Owner[]): Owner[] {
	const hay = plain(text);
	const named = owners.filter((owner) => owner.marks.parties.some((mark) => holds(hay, mark)));
	const numbered = owners.filter((owner) => owner.numbers.some((number) => holds(hay, number)));
	const strict = numbered.filter((owner) => named.includes(owner));
	if (numbered.length > 0) return strict.length > 0 ? strict : numbered;
	const narrowed = named.filter((owner) => owner.marks.subjects.some((mark) => holds(hay, mark)));
	return named.length > 1 && narrowed.length > 0 ? narrowed : named;
}

/** Whole words only: document 1/11/2026 is not in 21/11/2026, nor in 1/11/20261. */
function holds(hay: string, mark: string): boolean {
	const needle = needleOf(mark);
	return needle !== '' && hay.includes(` ${needle} `);
}

/** Every effect is held against every deal's marks: each mark is spelt once. */
const needles = new Map<string, string>();
const MOST_NEEDLES = 50_000;

function needleOf(mark: string): string {
	let needle = needles.get(mark);
	if (needle === undefined) {
		if (needles.size > MOST_NEEDLES) needles.clear();
		needles.set(mark, (needle = plain(mark).trim()));
	}
	return needle;
}

/** As file names, mails and books all would spell it: letters and digits only, one blank between. */
function plain(text: string): string {
	return ` ${text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.replace(/ +/g, ' ');
}
