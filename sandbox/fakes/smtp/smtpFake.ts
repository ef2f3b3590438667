import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { keep, type EmailEffect, type KeptMessage } from './effects';
import { smtpFaultsOf, type SmtpFault, type SmtpStage, type SmtpWorld } from './faults';

export const SMTP_USER = 'demo';
export const SMTP_PASSWORD = 'demo-smtp-password';

/** Ways of a server that is down for good, until `none`. `connections`: nobody listens at the port. */
export type Refusal = 'none' | 'connections' | 'signIn' | 'recipients' | 'messages';

export interface SmtpFake {
	readonly port: number;
	messages(): EmailEffect[];
	/** Content of an attachment; index as in the message's `attachments`. */
	attachment(messageId: string, index: number): Buffer;
	reset(): void;
	refuse(mode: Refusal): Promise<void>;
	close(): Promise<void>;
}

/** A real mail server on the loopback that delivers nothing to anyone and keeps what it was given. */
export async function startSmtpFake(
	world: SmtpWorld,
	options: { port?: number; user?: string; password?: string } = {},
): Promise<SmtpFake> {
	const kept: KeptMessage[] = [];
	const faultAt = world.smtpFault?.bind(world) ?? (world.faults ? smtpFaultsOf(world.faults) : () => undefined);
	let refusal: Refusal = 'none';
	let port = options.port ?? 0;
	const { user = SMTP_USER, password = SMTP_PASSWORD } = options;

	const server = new SMTPServer({
		authMethods: ['PLAIN', 'LOGIN'],
		allowInsecureAuth: true,
		disabledCommands: ['STARTTLS'],
		disableReverseLookup: true,
		size: 25 * 1024 * 1024,
		banner: 'sandbox mail',
		closeTimeout: 500,
		onConnect: (session, done) => void stage('CONNECT', session, done),
		onAuth(auth, session, done) {
			const good = auth.username === user && auth.password === password && refusal !== 'signIn';
			const failure = good ? undefined : reply(535, '5.7.8 Authentication credentials invalid');
			void stage('AUTH', session, (error) =>
				error || failure ? done(error ?? failure) : done(null, { user: auth.username }),
			);
		},
		onRcptTo(address, session, done) {
			if (refusal === 'recipients') return done(reply(550, `5.1.1 <${address.address}> no such mailbox`));
			void stage('RCPT', session, done, [...recipientsOf(session), address.address]);
		},
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => void receive(Buffer.concat(chunks), session, done));
		},
	});
	// A client that is cut off on purpose is no news.
	server.on('error', () => undefined);

	type Done = (error?: Error | null) => void;

	/** Plays a fault of a moment at which nothing is kept yet. */
	async function stage(
		at: SmtpStage,
		session: SMTPServerSession,
		done: Done,
		recipients: readonly string[] = [],
	): Promise<void> {
		const fault = faultAt(at, recipients);
		if (await goesOn(fault, session, done)) {
			if (fault?.fault === 'slow') await pause(fault.delayMs);
			done();
		}
	}

	async function receive(raw: Buffer, session: SMTPServerSession, done: Done): Promise<void> {
		if (refusal === 'messages') return done(reply(554, '5.7.1 Message refused'));
		const fault = faultAt('DATA', recipientsOf(session));
		if (fault?.fault === 'late-after') {
			cut(session);
			void pause(fault.delayMs, undefined, { ref: false }).then(async () => store(raw, session));
			return;
		}
		if (!(await goesOn(fault, session, done))) return;
		await store(raw, session);
		if (fault?.fault === 'reset-after') return cut(session);
		if (fault?.fault === 'slow') await pause(fault.delayMs);
		if (fault?.fault === 'malformed') return void socketOf(session)?.end('ok, thanks\r\n');
		done();
	}

	/** False when the fault has ended the matter before anything was kept. */
	async function goesOn(fault: SmtpFault | undefined, session: SMTPServerSession, done: Done): Promise<boolean> {
		const status = /^status:(\d{3})$/.exec(fault?.fault ?? '')?.[1];
		if (status) done(reply(Number(status), `${status[0]}.0.0 Refused by order of the sandbox`));
		else if (fault?.fault === 'reset-before') cut(session);
		else if (fault?.fault === 'hold') return fault.hold(goneOf(session));
		else return fault?.fault !== 'timeout';
		return false;
	}

	async function store(raw: Buffer, session: SMTPServerSession): Promise<void> {
		kept.push(await keep(raw, recipientsOf(session), world.now()));
		world.changed();
	}

	function recipientsOf(session: SMTPServerSession): string[] {
		return session.envelope.rcptTo.map((recipient) => recipient.address);
	}

	function socketOf(session: SMTPServerSession) {
		return [...server.connections].find((connection) => connection.id === session.id)?._socket;
	}

	/** As a network does it: no goodbye, a reset. */
	function cut(session: SMTPServerSession): void {
		socketOf(session)?.resetAndDestroy();
	}

	function goneOf(session: SMTPServerSession): AbortSignal {
		const gone = new AbortController();
		socketOf(session)?.once('close', () => gone.abort());
		return gone.signal;
	}

	async function listen(): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			server.server.once('error', reject);
			server.listen(port, '127.0.0.1', resolve);
		});
		port = (server.server.address() as AddressInfo).port;
	}

	await listen();
	return {
		get port() {
			return port;
		},
		messages: () => kept.map((message) => message.effect),
		attachment(messageId, index) {
			const content = kept.find((message) => message.effect.messageId === messageId)?.contents[index];
			if (!content) throw new Error(`The fake mail server holds no attachment ${index} of message ${messageId}.`);
			return content;
		},
		reset: () => void kept.splice(0),
		async refuse(mode) {
			refusal = mode;
			const listens = server.server.listening;
			if (mode === 'connections' && listens) server.server.close();
			if (mode !== 'connections' && !listens) await listen();
		},
		close: async () => {
			for (const connection of server.connections) connection._socket.destroy();
			if (server.server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

function reply(responseCode: number, message: string): Error {
	return Object.assign(new Error(message), { responseCode });
}
