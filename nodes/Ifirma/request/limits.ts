import type { Invoice } from '../../../invoicing/invoice';
import { refused } from '../refused';

export type Body = Record<string, unknown>;

/** The text, if iFirma can hold all of it: a name or an address that is cut off in silence would be another one. */
export function limited(text: string, length: number, what: string, { deal }: Pick<Invoice, 'deal'>): string {
	if (text.length <= length) return text;
	throw refused(
		`The ${what} on deal ${deal.id} has ${text.length} characters; iFirma takes at most ${length}.`,
		'Shorten it in the CRM or in the settings, then run this step again. Nothing was issued.',
	);
}
