import type { Call } from '../../faults';
import type { World } from '../types';

/**
 * Moments at which a mail server can fail a client. In the control API they are the fault's `method`:
 * `{vendor: "smtp", method: "RCPT", fault: "status:550"}`. A fault without one strikes at DATA, the message itself.
 */
export const SMTP_STAGES = ['CONNECT', 'AUTH', 'RCPT', 'DATA'] as const;
export type SmtpStage = (typeof SMTP_STAGES)[number];

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
	/** @param recipients whom the mail is for, as far as the client has said so */
	smtpFault?(stage: SmtpStage, recipients: readonly string[]): SmtpFault | undefined;
	faults?: FaultBook;
}

/** The part of the sandbox's book of faults that is needed here. */
export interface FaultBook {
	takeTransport(call: Call): { fault: string; delayMs: number } | undefined;
	hold(gone: AbortSignal): Promise<boolean>;
}

/** Fills `smtpFault` from the sandbox's book of faults. */
export function smtpFaultsOf(book: FaultBook): NonNullable<SmtpWorld['smtpFault']> {
	return (stage, recipients) => {
		const taken = book.takeTransport({ vendor: 'smtp', method: stage, path: `/${stage.toLowerCase()}`, recipients });
		return taken && { fault: taken.fault, delayMs: taken.delayMs, hold: (gone) => book.hold(gone) };
	};
}
