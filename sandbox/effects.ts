import { allInvoices, named, type Books, type EmailEffect, type FileEffect, type SheetRow } from './books';
import type { CrmRecord, EffectInvoice } from './fakes/types';
import { marksOf, ownersOf, taxIdSpellings, type Owner } from './marks';

export interface Attention {
	reason: string;
	field: string;
	text: string;
}

/** What happened outside, counted in the fakes' books (design: "effects"). */
export interface Effects {
	invoices: EffectInvoice[];
	emails: EmailEffect[];
	files: FileEffect[];
	crmRecords: CrmRecord[];
	sheetRows: SheetRow[];
	attention: Attention[];
	alerts: EmailEffect[];
	/** Mails to the owner about a difference between a deal and its document. */
	proposals: EmailEffect[];
}

/** Everything in the books. */
export function allEffects(books: Books): Effects {
	const mails = books.mailboxes.flatMap((mailbox) => mailbox.messages());
	const crms = [...books.crms.values()];
	return {
		invoices: allInvoices(books),
		emails: mails.filter((mail) => !isAlert(books, mail)),
		files: books.drives.flatMap((drive) => drive.files()),
		crmRecords: crms.flatMap((crm) => crm.records()),
		sheetRows: books.sheets.flatMap((sheet) => sheet.rows()),
		attention: crms.flatMap((crm) => crm.attention()),
		alerts: mails.filter((mail) => isAlert(books, mail)),
		proposals: mails.filter((mail) => isAlert(books, mail) && isProposal(mail)),
	};
}

/**
 * What belongs to one deal, by the marks that its maker put into it.
 * @throws RangeError when the CRM or the deal is unknown
 */
export function effectsOf(books: Books, crm: string, deal: string): Effects {
	named('CRM', books.crms, crm);
	const found = effectsByDeal(books).get(`${crm}/${deal}`);
	if (!found) throw new RangeError(`${crm} has no deal ${deal} that was made through this API.`);
	return found;
}

/**
 * The same for every deal, by `crm/id`. An effect that fits several deals stands with each of them.
 * @param all what `allEffects` has answered: the effects of the deals are these very objects
 */
export function effectsByDeal(books: Books, all = allEffects(books)): Map<string, Effects> {
	const marked = [...books.deals].map(([key, made]): Owner => ({ key, marks: marksOf(made.deal), numbers: [] }));
	const documents = all.invoices.map((invoice) => ({
		invoice,
		keys: ownersOf(invoiceText(invoice), marked).map(keyOf),
	}));
	// From here on a deal is known by its documents' numbers too: mails, files and rows carry nothing better.
	const owners = marked.map((owner) => ({
		...owner,
		numbers: documents.filter(({ keys }) => keys.includes(owner.key)).map(({ invoice }) => invoice.number),
	}));
	const group = <T>(effects: readonly T[], text: (effect: T) => string): ((key: string) => T[]) => {
		const keyed = effects.map((effect) => ({ effect, keys: ownersOf(text(effect), owners).map(keyOf) }));
		return (key) => keyed.filter(({ keys }) => keys.includes(key)).map(({ effect }) => effect);
	};
	const emails = group(all.emails, mailText);
	const files = group(all.files, (file) => file.path);
	const sheetRows = group(all.sheetRows, (row) => Object.values(row.row).join(' | '));
	const alerts = group(all.alerts, mailText);
	return new Map(
		[...books.deals].map(([key, { crm, id }]): [string, Effects] => [
			key,
			{
				invoices: documents.filter(({ keys }) => keys.includes(key)).map(({ invoice }) => invoice),
				emails: emails(key),
				files: files(key),
				crmRecords: books.crms.get(crm)?.records(id) ?? [],
				sheetRows: sheetRows(key),
				attention: books.crms.get(crm)?.attention(id) ?? [],
				alerts: alerts(key),
				proposals: alerts(key).filter(isProposal),
			},
		]),
	);
}

const keyOf = (owner: Owner) => owner.key;

const isAlert = (books: Books, mail: EmailEffect) =>
	books.alertsTo !== undefined && mail.to.some((address) => address.toLowerCase() === books.alertsTo?.toLowerCase());

const isProposal = ({ subject }: EmailEffect) =>
	/deal .+ (i dokument .+ się różnią|and document .+ differ)$/.test(subject);

/** What a document says of its deal. */
export function invoiceText({ buyer, recipient, lines }: EffectInvoice): string {
	return [buyer.name, ...taxIdSpellings(buyer.taxId), buyer.email, JSON.stringify([recipient, lines])].join(' | ');
}

function mailText(mail: EmailEffect): string {
	const attached = mail.attachments.map((attachment) => attachment.name);
	return [...mail.to, ...mail.cc, mail.subject, mail.text, ...attached].join(' | ');
}
