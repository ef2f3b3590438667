/** One call that a fake received (or that the gateway refused), as `GET /api/calls` tells it. */
export interface CallRecord {
	/** Running number: also good as `since`. */
	id: number;
	vendor: string;
	method: string;
	host: string;
	path: string;
	/** HTTP status; 0 where the connection was cut without an answer; null while it is under way. */
	status: number | null;
	/** The machine's time (not the world's), ISO 8601. */
	at: string;
	/** Milliseconds until the answer; null while it is under way. */
	ms: number | null;
	/** The fault that struck it. */
	fault?: string;
}

const KEPT = 20_000;

/** The log of calls: never headers, query strings or bodies, because keys and personal data travel there. */
export class CallLog {
	private records: CallRecord[] = [];
	private count = 0;

	begin(call: { vendor: string; method: string; host: string; path: string }): CallRecord {
		const { vendor, method, host, path } = call;
		const at = new Date().toISOString();
		const record: CallRecord = { id: ++this.count, vendor, method, host, path, status: null, at, ms: null };
		this.records.push(record);
		if (this.records.length > KEPT) this.records = this.records.slice(-KEPT / 2);
		return record;
	}

	end(record: CallRecord, status: number): void {
		record.status = status;
		record.ms = Date.now() - Date.parse(record.at);
	}

	/** @param since a call's id (later ones follow) or an ISO date and time */
	list(filter: { vendor?: string; since?: string } = {}): CallRecord[] {
		const later = sinceFilter(filter.since);
		return this.records.filter((record) => (!filter.vendor || record.vendor === filter.vendor) && later(record));
	}

	clear(): void {
		this.records = [];
	}
}

function sinceFilter(since: string | undefined): (record: CallRecord) => boolean {
	if (!since) return () => true;
	if (/^\d{1,12}$/.test(since)) return (record) => record.id > Number(since);
	const from = Date.parse(since);
	if (Number.isNaN(from)) throw new RangeError(`"since" must be a call's id or an ISO date and time, not "${since}".`);
	return (record) => Date.parse(record.at) >= from;
}
