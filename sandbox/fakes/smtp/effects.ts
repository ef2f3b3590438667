import { createHash } from 'node:crypto';
import { simpleParser, type AddressObject } from 'mailparser';

/** A message that the mail server has kept, as its reader sees it. */
export interface EmailEffect {
	channel: 'smtp';
	messageId: string;
	from: string;
	to: string[];
	cc: string[];
	/** Addresses that the server was told to deliver to; more than `to` and `cc` when there was a hidden copy. */
	recipients: string[];
	subject: string;
	text: string;
	html: string;
	attachments: { name: string; type: string; size: number; sha256: string }[];
	/** ISO 8601, the world's clock. */
	at: string;
}

export interface KeptMessage {
	effect: EmailEffect;
	contents: Buffer[];
}

/** Reads a message as it came over the wire. */
export async function keep(raw: Buffer, recipients: string[], at: Date): Promise<KeptMessage> {
	const mail = await simpleParser(raw);
	const attachments = mail.attachments.map((attachment) => ({
		name: attachment.filename ?? '',
		type: attachment.contentType,
		size: attachment.content.length,
		sha256: createHash('sha256').update(attachment.content).digest('hex'),
	}));
	const effect: EmailEffect = {
		channel: 'smtp',
		messageId: mail.messageId ?? '',
		from: addresses(mail.from)[0] ?? '',
		to: addresses(mail.to),
		cc: addresses(mail.cc),
		recipients,
		subject: mail.subject ?? '',
		text: mail.text ?? '',
		html: mail.html || '',
		attachments,
		at: at.toISOString(),
	};
	return { effect, contents: mail.attachments.map((attachment) => attachment.content) };
}

function addresses(header: AddressObject | AddressObject[] | undefined): string[] {
	return [header ?? []].flat().flatMap((object) => object.value.flatMap((entry) => entry.address ?? []));
}
