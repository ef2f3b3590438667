/**
 * What a failed attempt to hand a mail to an SMTP server has done, from the text that n8n's Send Email node leaves
 * behind (`{{ $json.error }}` with "On Error: Continue"): nodemailer's message, without its code.
 * A mail may be sent again only after `notAccepted`. Everything that does not prove it is `unclear`.
 */
export type MailOutcome = 'notAccepted' | 'unclear';

export type MailFailureCause =
	/** No connection, or the server sent us away at the door. May pass. */
	| 'server'
	/** User or password refused. */
	| 'signIn'
	/** The server does not take mail from this sender. */
	| 'sender'
	/** None of the recipients exists or takes mail. */
	| 'recipient'
	/** The message itself was refused: size, content, limits. */
	| 'message'
	/** The connection ended or fell silent at a moment that is not known. */
	| 'lost';

export interface MailFailure {
	outcome: MailOutcome;
	cause: MailFailureCause;
	/** The server's reply code, where it gave one. */
	replyCode?: number;
	/** True when sending the same mail again is pointless until a person has changed something. */
	permanent: boolean;
}

/**
 * Reads nodemailer's message (nodemailer 8: lib/smtp-connection, lib/smtp-transport) and the sentences that n8n puts
 * in its place where the node stops the workflow (n8n-workflow: NodeError's common errors).
 */
export function mailFailure(text: string): MailFailure {
	const rule = RULES.find(({ pattern }) => pattern.test(text));
	if (!rule) return { outcome: 'unclear', cause: 'lost', permanent: false };
	const replyCode = replyCodeOf(text);
	// A prefix alone is no proof where the mail may have been handed over: there the server has to have said no.
	if (rule.needsReply && replyCode === undefined) return { outcome: 'unclear', cause: 'lost', permanent: false };
	const permanent = rule.permanent ?? (replyCode !== undefined && replyCode >= 500);
	return { outcome: 'notAccepted', cause: rule.cause, permanent, ...(replyCode ? { replyCode } : {}) };
}

interface Rule {
	pattern: RegExp;
	cause: MailFailureCause;
	needsReply?: true;
	permanent?: boolean;
}

const RULES: readonly Rule[] = [
	// Before the first byte of SMTP: name not found, no connection, no or another greeting.
	{ pattern: /\b(query\w*|getaddrinfo) E[A-Z_]+|Can'?t resolve hostname/i, cause: 'server' },
	{ pattern: /\bconnect E[A-Z]+/, cause: 'server' },
	{ pattern: /^Connection timeout$|^Greeting never received|^Invalid greeting\b/, cause: 'server' },
	{ pattern: /^Invalid HELO\b|^Invalid EHLO\b/, cause: 'server' },
	{ pattern: /^The service refused the connection - |^The connection cannot be established, /, cause: 'server' },
	{ pattern: /^The host is unreachable, |^The DNS server returned an error, /, cause: 'server' },
	// The encrypted connection did not come about.
	{ pattern: /^Error initiating TLS\b|^Error upgrading connection with STARTTLS/, cause: 'server', permanent: true },
	{
		pattern: /self[- ]signed certificate|certificate has expired|unable to verify the first certificate/i,
		cause: 'server',
		permanent: true,
	},
	{ pattern: /does not match certificate'?s altnames|:wrong version number:/i, cause: 'server', permanent: true },
	// Sign-in, before any mail was named.
	{ pattern: /^Invalid login\b/, cause: 'signIn' },
	{ pattern: /^Missing credentials for\b|^Unknown authentication method\b/, cause: 'signIn', permanent: true },
	// The envelope: every one of these comes before the message.
	{ pattern: /^Mail command failed\b|^Invalid sender\b/, cause: 'sender' },
	{ pattern: /^Can't send mail - all recipients were rejected|^Recipient command failed\b/, cause: 'recipient' },
	{
		pattern: /^No recipients defined|^Can't send mail - no recipients defined|^Invalid recipient\b/,
		cause: 'recipient',
		permanent: true,
	},
	{ pattern: /^Internationalized mailbox name not allowed/, cause: 'recipient', permanent: true },
	{ pattern: /^Message size larger than allowed|^Empty message$/, cause: 'message', permanent: true },
	{ pattern: /^Data command failed\b/, cause: 'message', needsReply: true },
	// After the message only a reply of the server proves that it did not take it.
	{ pattern: /^Message failed\b/, cause: 'message', needsReply: true },
	{ pattern: /^Connection closed unexpectedly: [45]\d\d\b/, cause: 'server', needsReply: true },
];

/** The code that follows the first colon: "Message failed: 552 5.3.4 too big". */
function replyCodeOf(text: string): number | undefined {
	const code = /(?:: |response=)([45]\d\d)(?=[ -]|$)/.exec(text)?.[1];
	return code === undefined ? undefined : Number(code);
}
