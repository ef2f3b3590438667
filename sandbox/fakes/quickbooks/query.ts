import { Refusal } from './fault';

/** A condition of a select statement; several are joined by AND, there is no OR. */
export interface Condition {
	field: string;
	operator: '=' | '<' | '>' | '<=' | '>=' | 'IN' | 'LIKE';
	values: string[];
}
export interface Select {
	entity: string;
	conditions: Condition[];
	orderBy?: { field: string; descending: boolean };
	start: number;
	most: number;
}

const TOKEN = /\s*('(?:[^'\\]|\\.)*'|[<>]=?|=|[(),*]|[\w.-]+)/gy;
const MOST_ROWS = 1000;

/** Reads `SELECT * FROM Invoice WHERE a = 'x' AND … ORDERBY f DESC STARTPOSITION 1 MAXRESULTS 1000`. Throws Refusal. */
export function parseQuery(statement: string): Select {
	const tokens = tokensOf(statement);
	const next = (): string => tokens.shift() ?? '';
	const isWord = (word: string): boolean => tokens[0]?.toUpperCase() === word;
	const word = (...words: string[]): boolean => words.some((each) => isWord(each) && Boolean(tokens.shift()));
	const must = (expected: string): void => {
		if (!word(expected)) throw broken(statement, expected);
	};
	must('SELECT');
	must('*');
	must('FROM');
	const select: Select = { entity: next(), conditions: [], start: 1, most: 100 };
	if (word('WHERE')) {
		do {
			const field = next();
			const operator = next().toUpperCase() as Condition['operator'];
			if (!['=', '<', '>', '<=', '>=', 'IN', 'LIKE'].includes(operator)) throw broken(statement, 'an operator');
			select.conditions.push({ field, operator, values: operator === 'IN' ? list() : [valueOf(next())] });
		} while (word('AND'));
	}
	if (word('ORDERBY')) {
		const field = next();
		select.orderBy = { field, descending: word('DESC') };
		word('ASC');
	}
	if (word('STARTPOSITION')) select.start = Number(next());
	if (word('MAXRESULTS')) select.most = Number(next());
	if (tokens.length > 0 || !(select.start >= 1) || !(select.most >= 1)) throw broken(statement, 'the end');
	if (select.most > MOST_ROWS)
		throw new Refusal('4001', `QueryValidationError: MaxResults ${select.most} is too large. Max allowed is 1000.`);
	return select;

	function list(): string[] {
		must('(');
		const values = [valueOf(next())];
		while (word(',')) values.push(valueOf(next()));
		must(')');
		return values;
	}
}

function tokensOf(statement: string): string[] {
	const tokens: string[] = [];
	TOKEN.lastIndex = 0;
	const end = statement.trimEnd().length;
	while (TOKEN.lastIndex < end) {
		const at = TOKEN.lastIndex;
		const found = TOKEN.exec(statement);
		if (!found?.[1]) throw broken(statement.slice(at), 'a word');
		tokens.push(found[1]);
	}
	return tokens;
}

const valueOf = (token: string): string => (token.startsWith("'") ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token);

const broken = (statement: string, expected: string): Refusal =>
	new Refusal('4000', `QueryParserError: Encountered near "${statement.slice(0, 60)}". Was expecting: ${expected}`);

/** What each entity can be searched by; anything else is refused, as QuickBooks does. */
const FILTERS: Record<string, readonly string[]> = {
	Customer: ['Id', 'DisplayName', 'Active', 'CompanyName', 'PrimaryEmailAddr', 'MetaData.CreateTime'],
	Item: ['Id', 'Name', 'Active', 'Type', 'Sku'],
	Invoice: ['Id', 'DocNumber', 'TxnDate', 'DueDate', 'CustomerRef', 'Balance', 'MetaData.CreateTime'],
	Estimate: ['Id', 'DocNumber', 'TxnDate', 'CustomerRef', 'MetaData.CreateTime'],
	CreditMemo: ['Id', 'DocNumber', 'TxnDate', 'CustomerRef', 'MetaData.CreateTime'],
	Payment: ['Id', 'TxnDate', 'CustomerRef'],
	Attachable: ['Id', 'FileName', 'AttachableRef.EntityRef.Type', 'AttachableRef.EntityRef.value'],
	Account: ['Id', 'Name', 'AccountType', 'Active'],
	TaxCode: ['Id', 'Name', 'Active'],
	TaxRate: ['Id', 'Name', 'Active'],
	Term: ['Id', 'Name', 'Active'],
};

type Row = Record<string, unknown>;

/** Runs it over an entity's rows; inactive ones show only where `Active` is asked for. */
export function runQuery(select: Select, rows: readonly Row[]): Row[] {
	const allowed = FILTERS[select.entity];
	if (!allowed) throw new Refusal('4001', `QueryValidationError: Invalid context declaration: ${select.entity}`);
	const named = [...select.conditions.map(({ field }) => field), ...(select.orderBy ? [select.orderBy.field] : [])];
	const unknown = named.find((field) => !allowed.includes(field));
	if (unknown)
		throw new Refusal('4001', `QueryValidationError: Property ${unknown} not found for Entity ${select.entity}`);
	const asksActive = select.conditions.some(({ field }) => field === 'Active');
	const found = rows
		.filter((row) => asksActive || row.Active !== false)
		.filter((row) => select.conditions.every((condition) => holds(row, condition)));
	const { orderBy } = select;
	if (orderBy) {
		const sign = orderBy.descending ? -1 : 1;
		found.sort((a, b) => sign * compare(fieldOf(a, orderBy.field), fieldOf(b, orderBy.field)));
	}
	return found.slice(select.start - 1, select.start - 1 + select.most);
}

function holds(row: Row, { field, operator, values }: Condition): boolean {
	const own = fieldOf(row, field);
	const [value = ''] = values;
	switch (operator) {
		case 'IN':
			return values.some((each) => same(own, each));
		case 'LIKE':
			return new RegExp(`^${value.split('%').map(literal).join('.*')}$`, 'i').test(own);
		case '=':
			return same(own, value);
		default: {
			const order = compare(own, value);
			return (operator.startsWith('<') ? order < 0 : order > 0) || (operator.endsWith('=') && order === 0);
		}
	}
}

const same = (own: string, value: string): boolean => own.toLowerCase() === value.toLowerCase();
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `CustomerRef` is compared by its value, an e-mail by its address; a file here has one link. */
function fieldOf(row: Row, path: string): string {
	const value = path.split('.').reduce<unknown>((inner, key) => {
		const one = (Array.isArray(inner) ? inner[0] : inner) as Row | undefined;
		// Intuit's reference writes `Type` in a query and `type` in JSON.
		return one?.[key === 'Type' && one.type !== undefined ? 'type' : key];
	}, row);
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	const { value: reference, Address } = value as { value?: string; Address?: string };
	return reference ?? Address ?? '';
}
