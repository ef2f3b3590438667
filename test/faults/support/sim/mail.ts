import { createHash } from 'node:crypto';
import type { EffectItem } from '../../../../invoicing/journal/outcome';
import { smtpFaultsOf, type SmtpStage } from '../../../../sandbox/fakes/smtp';
import type { VirtualOutside } from './outside';
import type { Life } from './process';

export interface Letter {
	to: string;
	subject: string;
	text: string;
	attachment?: { name: string; content: Buffer };
}

const STAGES: readonly SmtpStage[] = ['CONNECT', 'AUTH', 'RCPT', 'DATA'];
/** nodemailer's own limits: for the greeting, and for silence at any later moment. */
const GREETING_MS = 30_000;
const SILENCE_MS = 600_000;
/** nodemailer's words for a refusal at each stage. */
const REFUSED: Record<SmtpStage, string> = {
	CONNECT: 'Invalid greeting. response=',
	AUTH: 'Invalid login: ',
	RCPT: "Can't send mail - all recipients were rejected: ",
	DATA: 'Message failed: ',
};
const LOST = 'read ECONNRESET';

/** n8n's Send Email node with "continue on fail", over a model of the mail server and its faults. Tries: with "retry on fail". */
export async function sendEmail(outside: VirtualOutside, life: Life, letter: Letter, tries = 1): Promise<EffectItem> {
	for (let attempt = 1; ; attempt++) {
		const failure = await handOver(outside, life, letter);
		if (failure === undefined) return { accepted: [letter.to], rejected: [] };
		if (attempt >= tries) return { error: failure };
		await life.turn(1_000);
	}
}

/** Undefined: accepted. Else what nodemailer says. */
async function handOver(outside: VirtualOutside, life: Life, letter: Letter): Promise<string | undefined> {
	for (const stage of STAGES) {
		await life.point('call', `smtp ${stage}`, 'before');
		const limit = stage === 'CONNECT' ? GREETING_MS : SILENCE_MS;
		const failure = await atStage(outside, life, stage, letter, limit);
		await life.point('call', `smtp ${stage}`, 'done');
		if (failure !== undefined) return failure;
	}
	return undefined;
}

async function atStage(
	outside: VirtualOutside,
	life: Life,
	stage: SmtpStage,
	letter: Letter,
	limitMs: number,
): Promise<string | undefined> {
	const { scheduler } = life.process;
	const gone = new AbortController();
	const takeBack = life.atEnd(() => gone.abort());
	const silent = stage === 'CONNECT' ? 'Greeting never received' : 'Timeout';
	const said = await new Promise<string | undefined>((resolve) => {
		const stopClock = scheduler.after(limitMs, () => resolve(silent));
		const serve = async () => {
			await scheduler.sleep(scheduler.between(5, 40));
			const reply = await serverAt(outside, stage, letter, gone.signal);
			if (reply === 'silence') return;
			stopClock();
			resolve(reply);
		};
		void serve();
	});
	takeBack();
	if (said === silent) gone.abort();
	return said;
}

/** What the server does and says; `silence`: nothing, for ever. */
async function serverAt(
	{ world, mails }: VirtualOutside,
	stage: SmtpStage,
	letter: Letter,
	gone: AbortSignal,
): Promise<string | undefined | 'silence'> {
	const fault = smtpFaultsOf(world.faults)(stage, stage === 'RCPT' || stage === 'DATA' ? [letter.to] : []);
	const keep = () => void mails.push(effectOf(letter, world.now(), mails.length));
	const status = /^status:(\d{3})$/.exec(fault?.fault ?? '')?.[1];
	if (status) return `${REFUSED[stage]}${status} ${status[0]}.0.0 Refused by order of the sandbox`;
	if (fault?.fault === 'reset-before') return LOST;
	if (fault?.fault === 'timeout') return 'silence';
	if (fault?.fault === 'hold' && !(await fault.hold(gone))) return 'silence';
	if (stage === 'DATA' && fault?.fault === 'late-after') {
		void world.time!.pause(fault.delayMs).then(keep);
		return LOST;
	}
	if (stage === 'DATA') keep();
	if (fault?.fault === 'slow') await world.time!.pause(fault.delayMs);
	if (stage === 'DATA' && fault?.fault === 'reset-after') return LOST;
	if (stage === 'DATA' && fault?.fault === 'malformed') return `${REFUSED.DATA}ok, thanks`;
	return undefined;
}

function effectOf({ to, subject, text, attachment }: Letter, at: Date, count: number): VirtualOutside['mails'][number] {
	const attachments = attachment
		? [
				{
					name: attachment.name,
					type: 'application/pdf',
					size: attachment.content.length,
					sha256: createHash('sha256').update(attachment.content).digest('hex'),
				},
			]
		: [];
	return {
		channel: 'smtp',
		messageId: `<${count}@virtual>`,
		from: 'faktury@seller.example',
		to: to.split(', '),
		cc: [],
		subject,
		text,
		attachments,
		at: at.toISOString(),
	};
}
