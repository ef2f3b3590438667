import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { Faults } from '../../sandbox/faults';
import { SMTP_PASSWORD, SMTP_USER, startSmtpFake, type SmtpFake } from '../../sandbox/fakes/smtp';

const pdf = Buffer.from('%PDF-1.7 \u0000\u00ff invoice');
const faults = new Faults();
let smtp: SmtpFake;

beforeAll(async () => {
	smtp = await startSmtpFake({ now: () => new Date('2026-11-23T09:00:00Z'), changed: () => undefined, faults });
});
afterAll(async () => smtp.close());
beforeEach(() => smtp.reset());

const mail = {
	from: '"Firma" <faktury@firma.example>',
	to: 'anna@klient.example, jan@klient.example',
	cc: 'biuro@klient.example',
	bcc: 'archiwum@firma.example',
	subject: 'Faktura FV 1/11/2026 – zażółć',
	text: 'Dzień dobry',
	html: '<p>Dzień dobry</p>',
	attachments: [{ filename: 'FV 1-11-2026.pdf', content: pdf, contentType: 'application/pdf' }],
};

const transport = (auth?: object) => createTransport({ host: '127.0.0.1', port: smtp.port, secure: false, auth });
const send = async () => transport({ user: SMTP_USER, pass: SMTP_PASSWORD }).sendMail(mail);

it('keeps a message as its reader sees it', async () => {
	const info = await send();
	expect(smtp.messages()).toEqual([
		{
			channel: 'smtp',
			messageId: info.messageId,
			from: 'faktury@firma.example',
			to: ['anna@klient.example', 'jan@klient.example'],
			cc: ['biuro@klient.example'],
			recipients: ['anna@klient.example', 'jan@klient.example', 'biuro@klient.example', 'archiwum@firma.example'],
			subject: 'Faktura FV 1/11/2026 – zażółć',
			text: 'Dzień dobry',
			html: '<p>Dzień dobry</p>',
			attachments: [
				{
					name: 'FV 1-11-2026.pdf',
					type: 'application/pdf',
					size: pdf.length,
					sha256: createHash('sha256').update(pdf).digest('hex'),
				},
			],
			at: '2026-11-23T09:00:00.000Z',
		},
	]);
	expect(smtp.attachment(info.messageId, 0)).toEqual(pdf);
	expect(() => smtp.attachment(info.messageId, 1)).toThrow(/no attachment 1/);
});

it('takes nothing from a client that has not signed in', async () => {
	await expect(transport().sendMail(mail)).rejects.toThrow(/530/);
	await expect(transport({ user: SMTP_USER, pass: 'wrong' }).sendMail(mail)).rejects.toThrow(/535/);
	expect(smtp.messages()).toEqual([]);
});

it.each(['signIn', 'recipients', 'messages', 'connections'] as const)(
	'refuses %s until told otherwise',
	async (mode) => {
		const { port } = smtp;
		await smtp.refuse(mode);
		await expect(send()).rejects.toThrow();
		await expect(send()).rejects.toThrow();
		await smtp.refuse('none');
		await send();
		expect(smtp.messages()).toHaveLength(1);
		expect(smtp.port).toBe(port);
	},
);

it('plays the faults of the control API: at DATA unless a moment is named', async () => {
	faults.add({ vendor: 'smtp', fault: 'reset-after' });
	await expect(send()).rejects.toThrow();
	expect(smtp.messages()).toHaveLength(1);
	faults.add({ vendor: 'smtp', method: 'RCPT', fault: 'status:450', times: 4 });
	await expect(send()).rejects.toThrow(/450/);
	await send();
	expect(smtp.messages()).toHaveLength(2);
});

it('holds a message until it is released', async () => {
	faults.add({ vendor: 'smtp', fault: 'hold' });
	const sending = send();
	for (let i = 0; i < 200 && faults.held === 0; i++) await new Promise((resolve) => setTimeout(resolve, 5));
	expect(faults.held).toBe(1);
	expect(smtp.messages()).toEqual([]);
	faults.release();
	await sending;
	expect(smtp.messages()).toHaveLength(1);
});
