import { NodeOperationError, sleep, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { readExactNumbers } from '../../connect/exactJson';
import { n8nHttp } from '../../connect/n8nHttp';
import { Kind, VatRate } from '../../invoicing/primitives';
import { baseAddress } from './address';
import { Answers } from './description/answers';
import { Requests } from './description/requests';
import { HttpAccounting } from './HttpAccounting';
import { KEY_CREDENTIAL, APPLICATION_CREDENTIAL } from './properties';
import { CARRIED } from './settings';

interface CredentialData extends Record<string, unknown> {
	systemName?: string;
	baseUrl?: string;
	oauthTokenData?: Record<string, unknown>;
}

const SECRETS = [
	'headerSecretFirst',
	'headerSecretSecond',
	'headerSecretThird',
	'token',
	'password',
	'querySecret',
	'clientSecret',
];

const Conversions = z.array(
	z.strictObject({ path: z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/), to: z.enum(['number', 'minor', 'vatRate']) }),
);
const Text = z.union([z.string(), z.number()]).transform(String);
/** Unknown rates are refused: a misspelt one would never match. */
const VatRates = z.record(VatRate, Text);

/** The API that the node describes, for one item. Throws NodeOperationError that names the parameter, or VendorError. */
export async function accountingOf(context: IExecuteFunctions, itemIndex: number): Promise<HttpAccounting> {
	const credentialType =
		context.getNodeParameter('authentication', itemIndex, 'key') === 'oAuth2' ? APPLICATION_CREDENTIAL : KEY_CREDENTIAL;
	const data = await context.getCredentials<CredentialData>(credentialType, itemIndex);
	const vendor = (data.systemName ?? '').trim() || 'The accounting system';
	const read = new Parameters(context, itemIndex);
	return new HttpAccounting(
		n8nHttp(context, { vendor, credentialType }),
		{
			vendor,
			base: baseAddress(data.baseUrl ?? '', vendor),
			secrets: secretsOf(data),
			requests: read.json('requests', 'Requests', Requests, {}),
			answers: read.json('answers', 'Answers', Answers, {}),
			ksef: read.value('ksef', 'KSeF', z.enum(['none', 'automatic', 'request']), 'none'),
			kinds: read.value('kinds', 'Kinds', z.array(Kind), ['invoice']),
			carried: read.value('carried', 'Body Carries', z.array(z.enum(CARRIED)), []),
			keyEnforced: read.value('keyEnforced', 'One Document per Key', z.boolean(), false),
			vatRates: read.json('vatRates', 'VAT Rates', VatRates, {}),
			conversions: read.json('conversions', 'Conversions', Conversions, []),
			body: read.body(),
		},
		{ sleep: async (ms) => sleep(ms), now: () => new Date() },
	);
}

function secretsOf(data: CredentialData): string[] {
	const { access_token, refresh_token } = data.oauthTokenData ?? {};
	return [...SECRETS.map((name) => data[name]), access_token, refresh_token].filter(
		(value): value is string => typeof value === 'string' && value !== '',
	);
}

/** Parameters that another operation does not show are absent there, and stand for their fallback. */
class Parameters {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
	) {}

	json<S extends z.ZodTypeAny>(name: string, displayName: string, schema: S, fallback: unknown): z.output<S> {
		const typed: unknown = this.context.getNodeParameter(name, this.itemIndex, '');
		const value = typed === '' ? fallback : typeof typed === 'string' ? this.parsed(typed, displayName) : typed;
		return this.checked(value, displayName, schema);
	}

	value<S extends z.ZodTypeAny>(name: string, displayName: string, schema: S, fallback: unknown): z.output<S> {
		return this.checked(this.context.getNodeParameter(name, this.itemIndex, fallback), displayName, schema);
	}

	/** Numbers that were typed keep their digits. */
	body(): unknown {
		const typed: unknown = this.context.getNodeParameter('body', this.itemIndex, '');
		if (typeof typed !== 'string' || typed.trim() === '') return typed;
		return this.parsed(typed, 'Body', readExactNumbers);
	}

	private parsed(text: string, displayName: string, parse: (text: string) => unknown = JSON.parse): unknown {
		try {
			return parse(text);
		} catch {
			throw this.refused(displayName, 'It is no JSON. Check quotes, commas and brackets');
		}
	}

	private checked<S extends z.ZodTypeAny>(value: unknown, displayName: string, schema: S): z.output<S> {
		const result = schema.safeParse(value);
		if (result.success) return result.data as z.output<S>;
		const issues = result.error.issues.slice(0, 5);
		throw this.refused(
			displayName,
			issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`).join('; '),
		);
	}

	private refused(displayName: string, what: string): NodeOperationError {
		return new NodeOperationError(
			this.context.getNode(),
			`The parameter "${displayName}" does not hold what is expected.`,
			{
				itemIndex: this.itemIndex,
				description: `${what}. The documentation of this node has an example of every field.`,
			},
		);
	}
}
