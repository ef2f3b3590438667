import { currentLanguage } from './i18n.js';

/** Amounts arrive as decimal text and are shown without ever becoming a number. */

/** `"12300.00", "PLN"` → `12 300,00 zł`; what is not a decimal is shown as it is. */
export function money(amount, currency) {
	if (!/^-?\d+(\.\d+)?$/.test(amount ?? '')) return amount ?? '';
	try {
		return new Intl.NumberFormat(currentLanguage(), { style: 'currency', currency, useGrouping: true }).format(amount);
	} catch {
		return `${amount} ${currency ?? ''}`.trim();
	}
}

/** A moment as the vendors and n8n's database write it; the latter leaves out that it means UTC. */
function dateOf(moment) {
	const bare = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(\.\d+)?)$/.exec(moment ?? '');
	return new Date(bare ? `${bare[1]}T${bare[2]}Z` : (moment ?? NaN));
}

/** Time of day with seconds, in the reader's zone; empty for no or an unreadable moment. */
export function clockTime(moment) {
	const date = dateOf(moment);
	return Number.isNaN(date.getTime()) ? '' : date.toLocaleTimeString(currentLanguage(), { hour12: false });
}

/** Day and time, in the reader's zone. */
export function dayAndTime(moment) {
	const date = dateOf(moment);
	if (Number.isNaN(date.getTime())) return '';
	return date.toLocaleString(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** Milliseconds → `1.4 s`. */
export function seconds(milliseconds) {
	const value = new Intl.NumberFormat(currentLanguage(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
	return `${value.format(milliseconds / 1000)} s`;
}

/** Bytes → `34 kB`. */
export function size(bytes) {
	const value = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 0 });
	return bytes < 1000 ? `${value.format(bytes)} B` : `${value.format(bytes / 1000)} kB`;
}
