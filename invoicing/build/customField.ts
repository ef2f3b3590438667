import type { Deal } from '../deal';
import { oneLine } from '../text';

/** The text of the custom field that the user chose; empty when none is chosen or the deal holds nothing there. */
export function customField(deal: Pick<Deal, 'customFields'>, name: string): string {
	if (name === '' || !Object.prototype.hasOwnProperty.call(deal.customFields, name)) return '';
	return oneLine(deal.customFields[name] ?? '');
}

/** What CRMs write for a ticked box, in the words of several: `1`, `Y`, `true`, `yes`, `tak`, `t`. */
export function isTicked(text: string): boolean {
	return /^(1|y|yes|true|t|tak)$/i.test(text);
}
