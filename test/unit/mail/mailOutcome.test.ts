import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { mailFailure } from '../../../invoicing/mailOutcome';
import { SMTP_PASSWORD, SMTP_USER, startSmtpFake, type SmtpFake, type SmtpStage } from '../../../sandbox/fakes/smtp';

/** Errors are made by nodemailer against a real server; only their text is judged, as n8n hands on no more. */

const faults: { stage: SmtpStage; fault: string }[] = [];
let smtp: SmtpFake;

beforeAll(async () => {
	smtp = await startSmtpFake({
		now: () => new Date('2026-11-23T09:00:00Z'),
		changed: () => undefined,
		smtpFault(stage) {
			const at = faults.findIndex((each) => each.stage === stage);
			const [fault] = at < 0 ? [] : faults.splice(at, 1);
			return fault && { fault: fault.fault, delayMs: 50, hold: async () => true };
		},
	});
});
afterAll(async () => smtp.close());
beforeEach(() => {
	faults.length = 0;
	smtp.reset();
});

async function errorText(over: Record<string, unknown> = {}, mail: Record<string, unknown> = {}): Promise<string> {
	// As n8n's node opens it: host, port, secure, auth (nodes/EmailSend/v2/utils).
	const transport = createTransport({
		host: '127.0.0.1',
		port: smtp.port,
		secure: false,
		auth: { user: SMTP_USER, pass: SMTP_PASSWORD },
		...over,
	});
	return transport
		.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'FV 1/11/2026', text: 'x', ...mail })
		.then(() => 'sent')
		.catch((error: Error) => error.message);
}

async function judged(over?: Record<string, unknown>, mail?: Record<string, unknown>) {
	const text = await errorText(over, mail);
	expect(text).not.toBe('sent');
	return mailFailure(text);
}

async function rawServer(talk: (socket: Socket) => void): Promise<Server> {
	const server = createServer(talk);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}
const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('surely not accepted', () => {
	it('a refused connection', async () => {
		await smtp.refuse('connections');
		expect(await judged()).toEqual({ outcome: 'notAccepted', cause: 'server', permanent: false });
		await smtp.refuse('none');
		expect(await errorText()).toBe('sent');
	});

	it('a name that does not exist', async () => {
		expect(await judged({ host: 'mail.nowhere.invalid' })).toMatchObject({ outcome: 'notAccepted', cause: 'server' });
	});

	it('a server that sends us away at the door', async () => {
		faults.push({ stage: 'CONNECT', fault: 'status:421' });
		expect(await judged()).toEqual({ outcome: 'notAccepted', cause: 'server', replyCode: 421, permanent: false });
	});

	it('a server that never greets', async () => {
		const server = await rawServer(() => undefined);
		expect(await judged({ port: portOf(server), greetingTimeout: 50 })).toMatchObject({ outcome: 'notAccepted' });
		server.close();
	});

	it('an encrypted connection to a server that does not encrypt', async () => {
		expect(await judged({ secure: true })).toMatchObject({ outcome: 'notAccepted', cause: 'server' });
	});

	it('a wrong password', async () => {
		expect(await judged({ auth: { user: SMTP_USER, pass: 'wrong' } })).toEqual({
			outcome: 'notAccepted',
			cause: 'signIn',
			replyCode: 535,
			permanent: true,
		});
	});

	it('a sign-in that fails for the moment', async () => {
		faults.push({ stage: 'AUTH', fault: 'status:454' });
		expect(await judged()).toMatchObject({ outcome: 'notAccepted', cause: 'signIn', permanent: false });
	});

	it.each([
		['RCPT', 450, 'recipient', false],
		['RCPT', 550, 'recipient', true],
		['DATA', 452, 'message', false],
		['DATA', 554, 'message', true],
	] as const)('a %s refused with %i', async (stage, code, cause, permanent) => {
		faults.push({ stage, fault: `status:${code}` });
		expect(await judged()).toEqual({ outcome: 'notAccepted', cause, replyCode: code, permanent });
		expect(smtp.messages()).toEqual([]);
	});

	it('no recipient at all', async () => {
		expect(await judged({}, { to: '' })).toMatchObject({ outcome: 'notAccepted', cause: 'recipient', permanent: true });
	});
});

describe('unclear', () => {
	it.each(['reset-before', 'reset-after'])('a connection lost around the message (%s)', async (fault) => {
		faults.push({ stage: 'DATA', fault });
		expect(await judged()).toEqual({ outcome: 'unclear', cause: 'lost', permanent: false });
		expect(smtp.messages()).toHaveLength(fault === 'reset-after' ? 1 : 0);
	});

	it('a server that falls silent after the message', async () => {
		faults.push({ stage: 'DATA', fault: 'timeout' });
		expect(await judged({ socketTimeout: 100 })).toMatchObject({ outcome: 'unclear' });
	});

	it('a message that is taken in later than the connection ends', async () => {
		faults.push({ stage: 'DATA', fault: 'late-after' });
		expect(await judged()).toMatchObject({ outcome: 'unclear' });
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(smtp.messages()).toHaveLength(1);
	});

	it('an answer that is no SMTP', async () => {
		faults.push({ stage: 'DATA', fault: 'malformed' });
		expect(await judged()).toMatchObject({ outcome: 'unclear' });
		expect(smtp.messages()).toHaveLength(1);
	});

	it.each([
		'',
		'Message failed: 354 go on',
		'Message failed',
		'write EPIPE',
		'read ECONNRESET',
		'Timeout',
		'Unexpected socket close',
		// n8n's own sentences, in place of nodemailer's, where the node stops the workflow.
		"The connection timed out, consider setting the 'Retry on Fail' option in the node settings",
		'The connection to the server was closed unexpectedly, perhaps it is offline. You can retry the request immediately or wait and retry later.',
	])('the text "%s"', (text) => {
		expect(mailFailure(text)).toEqual({ outcome: 'unclear', cause: 'lost', permanent: false });
	});
});
