import type { World } from '../types';

/**
 * Moments at which a mail server can fail a client. In the control API they are the fault's `method`:
 * `{vendor: "smtp", method: "RCPT", fault: "status:550"}`. A fault without one strikes at DATA, the message itself.
 */
export type SmtpStage = 'CONNECT' | 'AUTH' | 'RCPT' | 'DATA';

/**
 * `status:450`, `status:550`, …: that reply, nothing kept (at CONNECT the greeting, at AUTH the sign-in).
 * `reset-before`: connection destroyed, nothing kept. `reset-after`: message kept, connection destroyed before the
 * reply. `late-after`: connection destroyed, message kept `delayMs` later. `timeout`: no reply ever, nothing kept.
 * `hold`: nothing happens until released. `slow`: kept at once, the reply `delayMs` later. `malformed`: kept, the reply
 * is no SMTP.
 */
export interface SmtpFault {
	fault: string;
	delayMs: number;
	/** For `hold`: resolves true when released, false when the client has gone. */
	hold(gone: AbortSignal): Promise<boolean>;
}

/** What the fake asks of its world. Without `smtpFault` it looks into `faults`; without either nothing goes wrong. */
export interface SmtpWorld extends Pick<World, 'now' | 'changed'> {
	smtpFault?(stage: SmtpStage): SmtpFault | undefined;
	faults?: FaultBook;
}

/** The part of the sandbox's book of faults that is needed here. */
export interface FaultBook {
	list(): { vendor: string; method?: string }[];
	takeTransport(call: { vendor: string; method: string; path: string }): { fault: string; delayMs: number } | undefined;
	hold(gone: AbortSignal): Promise<boolean>;
}

/** Fills `smtpFault` from the sandbox's book of faults. */
export function smtpFaultsOf(book: FaultBook): NonNullable<SmtpWorld['smtpFault']> {
	return (stage) => {
		const orders = book.list().filter((order) => order.vendor === 'smtp');
		// `takeTransport` takes the first that fits by its own rule; an order without a method must wait for DATA.
		const first = orders.find((order) => !order.method || order.method.toUpperCase() === stage);
		if (!first || (first.method ?? 'DATA').toUpperCase() !== stage) return undefined;
		const taken = book.takeTransport({ vendor: 'smtp', method: stage, path: `/${stage.toLowerCase()}` });
		return taken && { fault: taken.fault, delayMs: taken.delayMs, hold: (gone) => book.hold(gone) };
	};
}
