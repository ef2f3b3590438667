import { buildSchema, execute, GraphQLError, parse, validate, type DocumentNode } from 'graphql';
import { multipart } from '../multipart';
import type { FakeRequest, FakeResponse } from '../types';
import type { Account } from './account';
import { apiError } from './apiError';
import { complexityOf, MOST_COMPLEXITY, type Meter } from './limits';
import { mutations, type Caller } from './mutations';
import { queries } from './queries';
import { SDL } from './schema';

export interface ApiServer {
	account: Account;
	meter: Meter;
	/** Personal token. */
	token: string;
	/** Token of an app that signs its webhooks. */
	appToken: string;
}

const SCHEMA = buildSchema(SDL);
const SEVEN_BIT = /^[\x20-\x7E]*$/;

/** One request: sign-in, limits, document. Every refusal has monday's shape and status. */
export async function answerApi(server: ApiServer, request: FakeRequest): Promise<FakeResponse> {
	const { account, meter } = server;
	if (request.method !== 'POST') return refused(405, 'Method Not Allowed');
	if (request.path !== '/v2' && request.path !== '/v2/file') return refused(404, 'Not Found');
	const caller = signIn(server, request);
	if (!caller) return refused(401, 'Not Authenticated', 'NOT_AUTHENTICATED');
	const over = meter.refuses();
	if (over) return over;
	const sent = request.path === '/v2/file' ? sentFile(request) : sentJson(request);
	if (!sent) return refused(400, 'Invalid GraphQL request', 'INVALID_GRAPHQL_REQUEST');
	let document: DocumentNode;
	try {
		document = parse(sent.query);
	} catch (error) {
		return invalid([error as GraphQLError]);
	}
	const wrong = validate(SCHEMA, document);
	if (wrong.length > 0) return invalid(wrong);
	const complexity = complexityOf(document, sent.variables);
	const refusedFor = tooDear(meter, complexity);
	if (refusedFor) return answered(account, request, { data: null, errors: [refusedFor] });
	const result = await execute({
		schema: SCHEMA,
		document,
		rootValue: { ...queries(account, () => meter.view(complexity)), ...mutations(account) },
		contextValue: caller,
		variableValues: sent.variables,
	});
	return answered(account, request, { data: result.data ?? null, errors: result.errors });
}

/** `/v2/items`, `/v2/log0+hooks0`: monday has one path for everything, so the names at the top of the document join it. */
export function pathOfCall(request: FakeRequest): string {
	const query = (request.path === '/v2/file' ? sentFile(request) : sentJson(request))?.query;
	if (query === undefined) return request.path;
	try {
		const names = parse(query).definitions.flatMap((definition) =>
			definition.kind === 'OperationDefinition' ? definition.selectionSet.selections : [],
		);
		const told = names.map((each) => (each.kind === 'Field' ? (each.alias ?? each.name).value : ''));
		// Who is asking comes along with many questions.
		const own = told.length > 1 ? told.filter((name) => name !== 'me') : told;
		return `${request.path}/${own.join('+')}`;
	} catch {
		return request.path;
	}
}

interface Sent {
	query: string;
	variables: Record<string, unknown>;
}

function signIn(server: ApiServer, request: FakeRequest): Caller | undefined {
	if (server.account.world.fault('monday', 'token-revoked', { ...request, path: pathOfCall(request) }))
		return undefined;
	const given = (request.headers.authorization ?? '').replace(/^Bearer /, '');
	if (given === server.token) return { isApp: false };
	return given !== '' && given === server.appToken ? { isApp: true } : undefined;
}

function sentJson(request: FakeRequest): Sent | undefined {
	if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return undefined;
	try {
		const { query, variables } = JSON.parse(request.raw.toString('utf8')) as Partial<Sent>;
		return typeof query === 'string' ? { query, variables: variables ?? {} } : undefined;
	} catch {
		return undefined;
	}
}

/** A file and the document for it; the endpoint takes no other variables in this form. */
function sentFile(request: FakeRequest): Sent | undefined {
	const parts = multipart(request.headers['content-type'] ?? '', request.raw);
	const [query, file, ...more] = parts ?? [];
	if (query?.name !== 'query' || file?.name !== 'variables[file]' || !file.fileName || more.length > 0)
		return undefined;
	if (file.content.length === 0 || !SEVEN_BIT.test(file.type)) return undefined;
	return {
		query: query.content.toString('utf8'),
		variables: { file: { name: file.fileName, content: file.content } },
	};
}

function tooDear(meter: Meter, complexity: number): GraphQLError | undefined {
	if (complexity > MOST_COMPLEXITY)
		return apiError('ComplexityException', `Query has complexity of ${complexity}, over ${MOST_COMPLEXITY}`, 429);
	const seconds = meter.spend(complexity);
	if (seconds === undefined) return undefined;
	return new GraphQLError(`Complexity budget exhausted, retry in ${seconds} seconds`, {
		extensions: { code: 'COMPLEXITY_BUDGET_EXHAUSTED', status_code: 429, retry_in_seconds: seconds },
	});
}

/** Application errors come with a 200, beside whatever data there is. */
function answered(
	account: Account,
	request: FakeRequest,
	{ data, errors }: { data: unknown; errors?: readonly GraphQLError[] },
): FakeResponse {
	return {
		status: 200,
		headers: { 'content-type': 'application/json', 'api-version': request.headers['api-version'] ?? '2026-10' },
		body: {
			data,
			...(errors && errors.length > 0 ? { errors: errors.map((error) => error.toJSON()) } : {}),
			extensions: { request_id: account.nextId() },
			account_id: Number(account.id),
		},
	};
}

function invalid(errors: readonly GraphQLError[]): FakeResponse {
	const extensions = { code: 'GRAPHQL_VALIDATION_FAILED', status_code: 400 };
	return { status: 400, body: { errors: errors.map(({ message }) => ({ message, extensions })) } };
}

function refused(status: number, message: string, code = ''): FakeResponse {
	return { status, body: { errors: [{ message, extensions: { ...(code ? { code } : {}), status_code: status } }] } };
}
