import type { VendorFault } from './fakes/types';

/** Played around a fake by the dispatcher; `status:N` answers with that status and does nothing. */
export const TRANSPORT_FAULTS = [
	'timeout',
	'reset-before',
	'reset-after',
	'late-after',
	'hold',
	'malformed',
	'slow',
] as const;
/** Played by the fake itself, because they need its books. */
export const VENDOR_FAULTS = ['error-in-200', 'search-lag', 'racy-unique', 'token-revoked'] as const;

export type TransportFault = (typeof TRANSPORT_FAULTS)[number] | `status:${number}`;
export type FaultName = TransportFault | VendorFault;

export interface FaultOrder {
	vendor: string;
	/** HTTP method; left out: any. */
	method?: string;
	/** Part of the path, with `*` for any run of characters, `^` its beginning and `$` its end; left out: any. */
	path?: string;
	fault: FaultName;
	/** Strikes only calls about this deal, told by what they carry (see attribution.ts); left out: any. */
	deal?: string;
	/** The CRM of the deal; left out: the only one that has a deal of this id. */
	crm?: string;
	/** So many calls that it would strike pass first; left out: none. */
	skip?: number;
	/** How many calls it strikes; left out: one. */
	times?: number;
	/** For `late-after`, `slow`, `search-lag`; the default depends on the fault. */
	delayMs?: number;
}

export interface FaultState extends FaultOrder {
	id: string;
	times: number;
	remaining: number;
	/** How many calls are still to pass before it strikes. */
	passing: number;
	delayMs: number;
}

export interface Call {
	vendor: string;
	method: string;
	path: string;
	query?: URLSearchParams;
	raw?: Buffer;
	/** Of a mail: whom the server was told to deliver it to so far. */
	recipients?: readonly string[];
}

/** The deals that a call is about, as `crm/id`. */
export type DealsOf = (call: Call) => ReadonlySet<string>;

/** Of a mail's moments: the one that an order means which names none. */
const THE_MESSAGE = 'DATA';

const DEFAULT_DELAY_MS: Record<string, number> = { 'late-after': 3000, slow: 3000, 'search-lag': 5000 };

/** The faults that are set, in the order in which they were set; each strikes as often as it was told to. */
export class Faults {
	private readonly orders: FaultState[] = [];
	private readonly waiting = new Set<(released: boolean) => void>();
	private count = 0;
	/** Set by the world that has books: without them no call is about any deal. */
	dealsOf: DealsOf = () => new Set();

	add(order: FaultOrder): FaultState {
		const times = order.times ?? 1;
		const delayMs = order.delayMs ?? DEFAULT_DELAY_MS[order.fault] ?? 0;
		const state = { ...order, id: String(++this.count), times, remaining: times, passing: order.skip ?? 0, delayMs };
		this.orders.push(state);
		return { ...state };
	}

	/** Those that can still strike. */
	list(): FaultState[] {
		return this.orders.filter((order) => order.remaining > 0).map((order) => ({ ...order }));
	}

	/** How many calls are held at the moment. */
	get held(): number {
		return this.waiting.size;
	}

	/** The first fault of a kind that meets this call, counted down by one. Those that let it pass count it. */
	take(call: Call, kind: (fault: FaultName) => boolean): FaultState | undefined {
		let deals: ReadonlySet<string> | undefined;
		const isAbout = (order: FaultOrder) => !order.deal || names(order, (deals ??= this.dealsOf(call)));
		for (const order of this.orders) {
			if (order.remaining === 0 || !kind(order.fault) || !meets(order, call) || !isAbout(order)) continue;
			if (order.passing === 0) {
				order.remaining -= 1;
				return { ...order };
			}
			order.passing -= 1;
		}
		return undefined;
	}

	/** Takes back what is left of one order. */
	end(id: string): void {
		const at = this.orders.findIndex((order) => order.id === id);
		if (at >= 0) this.orders.splice(at, 1);
	}

	takeTransport(call: Call): FaultState | undefined {
		return this.take(call, isTransportFault);
	}

	/** Resolves `true` when released, `false` when the caller has gone first. */
	hold(gone: AbortSignal): Promise<boolean> {
		if (gone.aborted) return Promise.resolve(false);
		return new Promise((resolve) => {
			const settle = (released: boolean) => {
				this.waiting.delete(settle);
				gone.removeEventListener('abort', leave);
				resolve(released);
			};
			const leave = () => settle(false);
			this.waiting.add(settle);
			gone.addEventListener('abort', leave);
		});
	}

	/** Lets every held call go on; answers how many there were. */
	release(): number {
		return this.settle(true);
	}

	/** Every held call breaks off, as if its caller had gone: it never reached the vendor. */
	breakOff(): number {
		return this.settle(false);
	}

	private settle(released: boolean): number {
		const held = [...this.waiting];
		for (const settle of held) settle(released);
		return held.length;
	}

	/** Forgets every fault. Held calls go on: nothing may hang for ever because its fault was taken away. */
	clear(): void {
		this.orders.length = 0;
		this.release();
	}
}

export const isTransportFault = (fault: FaultName): fault is TransportFault =>
	!(VENDOR_FAULTS as readonly string[]).includes(fault);

function names({ crm, deal }: FaultOrder, deals: ReadonlySet<string>): boolean {
	return crm ? deals.has(`${crm}/${deal}`) : [...deals].some((key) => key.endsWith(`/${deal}`));
}

/** By vendor, method and path; whose deal it is about is another question. */
export function meets(order: Pick<FaultOrder, 'vendor' | 'method' | 'path'>, call: Call): boolean {
	if (order.vendor !== call.vendor) return false;
	const method = order.method ?? (order.vendor === 'smtp' ? THE_MESSAGE : undefined);
	if (method && method.toUpperCase() !== call.method.toUpperCase()) return false;
	return !order.path || pathPattern(order.path).test(call.path);
}

function pathPattern(path: string): RegExp {
	const literal = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
	const [, begin, middle, end] = /^(\^?)(.*?)(\$?)$/.exec(path)!;
	return new RegExp(begin! + middle!.split('*').map(literal).join('.*') + end!);
}
