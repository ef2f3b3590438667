import { DateTime } from 'luxon';

/**
 * A moment as it stands in stage entries: UTC, whole seconds. Webhook, list and changelog tell the same moment in three
 * spellings (RFC 3339 with and without milliseconds; `YYYY-MM-DD HH:MM:SS` in UTC), and must give the same entry.
 */
export function momentOf(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	const iso = text.includes('T') ? text : `${text.trim().replace(' ', 'T')}Z`;
	const moment = DateTime.fromISO(iso, { zone: 'utc' });
	return moment.isValid ? moment.startOf('second').toISO({ suppressMilliseconds: true }) : undefined;
}

export const secondsOf = (moment: string): number => Math.floor(Date.parse(moment) / 1000);
