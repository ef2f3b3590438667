import type { Fake, FakeRequest, FakeResponse, World } from '../types';

/** Days on which the real bank published no table although they were no weekend: 2026 and 2027, read off a calendar. */
const CLOSED = new Set([
	...['2026-01-01', '2026-01-06', '2026-04-06', '2026-05-01', '2026-06-04', '2026-11-11', '2026-12-24', '2026-12-25'],
	...['2027-01-01', '2027-01-06', '2027-03-29', '2027-05-03', '2027-05-27', '2027-11-01', '2027-11-11', '2027-12-24'],
]);
/** PLN for one unit, in ten-thousandths, around which each day's rate moves a little. */
const TABLE_A: Record<string, number> = { eur: 42_500, usd: 39_100, gbp: 50_300, chf: 45_200, czk: 1_720 };
const TABLE_B: Record<string, number> = { gel: 14_300 };
const MOST_DAYS = 93;
/** Tables come out between 11:45 and 12:15; this one at noon, by Warsaw's clock. */
const PUBLISHED_AT = '12:00';

/** The web API of the National Bank of Poland, `/api/exchangerates/rates/{table}/{code}/{from}/{to}/`. */
export function createNbpFake(world: World): Fake {
	return {
		name: 'nbp',
		hosts: ['api.nbp.pl'],
		handle: async (request) => answer(request, world.now()),
		reset() {},
	};
}

function answer({ method, path, query }: FakeRequest, now: Date): FakeResponse {
	const parts = /^\/api\/exchangerates\/rates\/([a-c])\/([a-z]{3})\/(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)\/?$/i.exec(
		path,
	);
	if (method !== 'GET' || !parts || query.get('format') !== 'json') return text(400, 'BadRequest');
	const [table = '', code = '', from = '', to = ''] = parts.slice(1).map((part) => part.toLowerCase());
	const days = daysOf(from, to);
	if (days.length === 0 || days.length > MOST_DAYS) return text(400, 'BadRequest - Błędny zakres dat');
	const base = (table === 'a' ? TABLE_A : TABLE_B)[code];
	const open = base === undefined ? [] : days.filter((day) => isPublished(table, day, now));
	if (base === undefined || open.length === 0) return text(404, 'NotFound - Not Found - Brak danych');
	const rates = open.map((day) => ({
		no: `${ordinal(day)}/${table.toUpperCase()}/NBP/${day.slice(0, 4)}`,
		effectiveDate: day,
		mid: (base + ((ordinal(day) * 37) % 400) - 200) / 10_000,
	}));
	return { status: 200, body: { table: table.toUpperCase(), currency: code, code: code.toUpperCase(), rates } };
}

function isPublished(table: string, day: string, now: Date): boolean {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	const isOpen = table === 'b' ? weekday === 3 : weekday > 0 && weekday < 6;
	const today = now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' });
	const time = now.toLocaleTimeString('sv-SE', { timeZone: 'Europe/Warsaw' });
	return isOpen && !CLOSED.has(day) && (day < today || (day === today && time >= PUBLISHED_AT));
}

function daysOf(from: string, to: string): string[] {
	const days: string[] = [];
	for (let at = Date.parse(from); at <= Date.parse(to) && days.length <= MOST_DAYS; at += 86_400_000)
		days.push(new Date(at).toISOString().slice(0, 10));
	return days;
}

/** Day of the year, which is near enough to the number of a table. */
const ordinal = (day: string): number => (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / 86_400_000 + 1;

const text = (status: number, reason: string): FakeResponse => ({
	status,
	headers: { 'content-type': 'text/plain; charset=utf-8' },
	body: `${status} ${reason}`,
});
