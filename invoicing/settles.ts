import { showAmount } from './display';
import type { Invoice } from './invoice';

/**
 * The earlier advances that a document settles, in one sentence for systems that do not print them by themselves:
 * number, KSeF number, day and gross amount of each. Empty where there are none.
 */
export function settlesText({
	settles,
	language,
	currency,
}: Pick<Invoice, 'settles' | 'language' | 'currency'>): string {
	if (!settles || settles.length === 0) return '';
	const head = { pl: 'Rozliczone zaliczki', en: 'Advances settled' }[language];
	const of = { pl: 'z dnia', en: 'of' }[language];
	const each = settles.map(({ number, ksefNumber, issueDate, gross }) => {
		const ksef = ksefNumber ? ` (KSeF ${ksefNumber})` : '';
		return `${number}${ksef} ${of} ${issueDate}: ${showAmount(gross, currency, language)}`;
	});
	return `${head}: ${each.join('; ')}`;
}
