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
	/** Part of the path, with `*` for any run of characters; left out: any. */
	path?: string;
	fault: FaultName;
	/** How many calls it strikes; left out: one. */
	times?: number;
	/** For `late-after`, `slow`, `search-lag`; the default depends on the fault. */
	delayMs?: number;
}

export interface FaultState extends FaultOrder {
	id: string;
	times: number;
	remaining: number;
	delayMs: number;
}

export interface Call {
	vendor: string;
	method: string;
	path: string;
}

const DEFAULT_DELAY_MS: Record<string, number> = { 'late-after': 3000, slow: 3000, 'search-lag': 5000 };

/** The faults that are set, in the order in which they were set; each strikes as often as it was told to. */
export class Faults {
	private readonly orders: FaultState[] = [];
	private readonly waiting = new Set<() => void>();
	private count = 0;

	add(order: FaultOrder): FaultState {
		const times = order.times ?? 1;
		const delayMs = order.delayMs ?? DEFAULT_DELAY_MS[order.fault] ?? 0;
		const state = { ...order, id: String(++this.count), times, remaining: times, delayMs };
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

	/** The first fault of a kind that meets this call, counted down by one. */
	take(call: Call, kind: (fault: FaultName) => boolean): FaultState | undefined {
		const order = this.orders.find((each) => each.remaining > 0 && kind(each.fault) && matches(each, call));
		if (order) order.remaining -= 1;
		return order && { ...order };
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
				this.waiting.delete(release);
				gone.removeEventListener('abort', leave);
				resolve(released);
			};
			const release = () => settle(true);
			const leave = () => settle(false);
			this.waiting.add(release);
			gone.addEventListener('abort', leave);
		});
	}

	/** Lets every held call go on; answers how many there were. */
	release(): number {
		const held = [...this.waiting];
		for (const go of held) go();
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

function matches(order: FaultOrder, call: Call): boolean {
	if (order.vendor !== call.vendor) return false;
	if (order.method && order.method.toUpperCase() !== call.method.toUpperCase()) return false;
	return !order.path || pathPattern(order.path).test(call.path);
}

function pathPattern(path: string): RegExp {
	const literal = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(path.split('*').map(literal).join('.*'));
}
