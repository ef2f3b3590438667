import { DateTime } from 'luxon';
import { amount } from './decimal';
import type { Amount, Currency, Day, Language } from './primitives';

/** `1230,00 PLN` in Polish, `1230.00 PLN` in English: without grouping, as it is typed into a transfer. */
export function showAmount(value: Amount, currency: Currency, language: Language): string {
	const text = amount(value);
	return `${language === 'pl' ? text.replace('.', ',') : text} ${currency}`;
}

/** `30.11.2026` in Polish, `30 November 2026` in English. */
export function showDay(day: Day, language: Language): string {
	const format = language === 'pl' ? 'dd.MM.yyyy' : 'd LLLL yyyy';
	return DateTime.fromISO(day, { zone: 'utc' }).toFormat(format, { locale: 'en' });
}
