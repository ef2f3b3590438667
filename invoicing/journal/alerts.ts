import { newRow, type Alert, type JournalRow, type NewRow } from './row';

/**
 * Alerts to the owner: one for each cause, over all deals. They stand in the journal under references of their own,
 * `alert:<key>`: `raised` by whoever meets the cause, `told` once the mail is handed over, `ended` when nothing waits for
 * the cause any more. A cause that is told is silent until it has ended, or for a day.
 */

/** Causes that lie with a system, not with a deal: they pass, and everything that waits goes on by itself. */
const OUTAGE = /^(\w+):(credential|unavailable|rateLimit|server)$/;

export function isOutage(cause: string | undefined): boolean {
	return OUTAGE.test(cause ?? '');
}

/** `credential:Fakturownia` for an outage, whatever step met it; else the deal's own cause. */
export function alertOf(input: {
	reference: string;
	cause: string;
	system: string;
	crm: string;
	dealId: string;
	number: string;
	text: string;
}): Alert {
	const { reference, cause, ...told } = input;
	const [, step = '', why = ''] = OUTAGE.exec(cause) ?? [];
	if (why === '') return { ...told, kind: 'deal', key: `${reference}|${cause}` };
	const kind = why === 'credential' ? 'credential' : 'unavailable';
	const system = told.system || SYSTEM_OF[step] || step;
	return { ...told, kind, system, key: `${kind}:${system}` };
}

/** Steps of n8n's own nodes, which do not say which system they talk to. */
const SYSTEM_OF: Record<string, string> = { mail: 'E-mail', approve: 'E-mail', report: 'Google Sheets' };

const PREFIX = 'alert:';
export const alertReference = (key: string): string => `${PREFIX}${key}`;
export const isAlert = (reference: string): boolean => reference.startsWith(PREFIX);

/** A reminder after so long, should the cause still stand. */
const SILENT_MS = 24 * 60 * 60_000;
/** Whoever raised an alert and has not told it within this time was cut off. */
const TELLING_MS = 2 * 60_000;

interface Standing {
	/** Rows that raised the alert since it last ended or was told long ago, oldest first. */
	raises: JournalRow[];
	toldAt?: number;
	alert?: Alert;
}

function standing(rows: readonly JournalRow[]): Standing {
	let now: Standing = { raises: [] };
	for (const row of rows) {
		if (row.state === 'ended') now = { raises: [] };
		if (row.state === 'told') now = { ...now, raises: [], toldAt: row.at };
		if (row.state === 'raised') now = { ...now, raises: [...now.raises, row], alert: row.data.alert };
	}
	return now;
}

/** Look first: the row to insert, or undefined while the cause is told or somebody is telling it. `now` is a hint. */
export function raise(
	rows: readonly JournalRow[],
	alert: Alert,
	attempt: string,
	holder: string,
	now: number,
): NewRow | undefined {
	const { raises, toldAt } = standing(rows);
	if (toldAt !== undefined && now - toldAt < SILENT_MS) return undefined;
	if (raises.some((row) => now - row.at < TELLING_MS)) return undefined;
	return newRow({
		reference: alertReference(alert.key),
		step: 'alert',
		state: 'raised',
		attempt,
		holder,
		data: { alert },
	});
}

/**
 * After the row was inserted and all rows were read again, a moment later: the oldest of those who raised it together
 * tells it. Two mails are possible where a database shows rows later than that; none is not.
 */
export function mayTell(rows: readonly JournalRow[], attempt: string): boolean {
	const { raises, toldAt } = standing(rows);
	const own = raises.find((row) => row.attempt === attempt);
	if (own === undefined || isSilent(own, toldAt)) return false;
	return raises.every((row) => row.id >= own.id || own.at - row.at > TELLING_MS);
}

/** It was raised by somebody who had looked before the cause was told, and was slow to write. */
const isSilent = (raised: JournalRow, toldAt: number | undefined): boolean =>
	toldAt !== undefined && raised.at - toldAt < SILENT_MS - TELLING_MS;

/** Alerts whose teller was cut off, or whose mail did not go. `groups`: the alerts' rows by reference. */
export function untold(groups: readonly (readonly JournalRow[])[], now: number): Alert[] {
	return groups.flatMap((rows) => {
		const { raises: all, alert, toldAt } = standing(rows);
		const raises = all.filter((row) => !isSilent(row, toldAt));
		return alert && raises.length > 0 && raises.every((row) => now - row.at >= TELLING_MS) ? [alert] : [];
	});
}

/** Rows that end the alerts of systems for which nothing waits any more. */
export function endedRows(groups: readonly (readonly JournalRow[])[], waitingKeys: ReadonlySet<string>): NewRow[] {
	return groups.flatMap((rows) => {
		const { alert, toldAt } = standing(rows);
		const passed = toldAt !== undefined && alert && isSystems(alert) && !waitingKeys.has(alert.key);
		return passed ? [newRow({ reference: alertReference(alert.key), step: 'alert', state: 'ended', data: {} })] : [];
	});
}

const isSystems = ({ kind }: Alert): boolean => kind === 'credential' || kind === 'unavailable';
