/** The documents that are sent, as text: what is asked for stands in one place. */

/**
 * A cell. `text` and `value` are empty for connected boards, mirrors and formulas: those have `display_value`.
 * The country of a country column is called `nation` here: a location has a text of the same name.
 */
const CELL = `
	id type text value
	... on StatusValue { index label updated_at }
	... on NumbersValue { number symbol }
	... on FormulaValue { display_value }
	... on MirrorValue { display_value }
	... on BoardRelationValue { display_value linked_item_ids }
	... on EmailValue { email }
	... on LinkValue { url }
	... on PhoneValue { phone }
	... on CheckboxValue { checked }
	... on DateValue { date time }
	... on LocationValue { address city street street_number country country_short }
	... on CountryValue { nation: country { code name } }
	... on PeopleValue { persons_and_teams { id kind } }
	... on FileValue { files { ... on FileAssetValue { name } ... on FileLinkValue { name } } }`;

/** Roll-ups of boards with several levels are left out unless asked for. */
const CELLS = `column_values(capabilities: [CALCULATED]) { ${CELL} }`;

const COLUMNS = 'columns { id title type archived settings }';

export const WHO_AM_I = 'query { me { account_id } }';

export const BOARDS = `query ($page: Int!) {
	boards(limit: 100, page: $page, state: active) { id name columns(types: [status]) { id title type archived settings } type }
}`;

export const BOARD_COLUMNS = `query ($boards: [ID!]) { boards(ids: $boards, limit: 100) { id name ${COLUMNS} } }`;

/** The whole deal: cells, lines, notes, and the labels of its board's status columns. */
export const DEAL = `query ($id: ID!) {
	me { account_id }
	items(ids: [$id]) {
		id name url state created_at
		board { id name columns(types: [status]) { id title type archived settings } }
		${CELLS}
		subitems { id name state ${CELLS} }
		updates(limit: 100) { id body }
	}
}`;

/** Items of other boards that the deal is connected to, and people. An empty list of ids could mean all of them: it is not asked. */
export const CONNECTED = `query ($items: [ID!], $people: [ID!], $withItems: Boolean!, $withPeople: Boolean!) {
	items(ids: $items, limit: 100) @include(if: $withItems) { id name state ${CELLS} }
	users(ids: $people) @include(if: $withPeople) { id name email }
}`;

/** What has to be known of a deal before it is written to. */
export const DEAL_BEFORE = `query ($id: ID!, $columns: [String!]) {
	items(ids: [$id]) {
		id name url state created_at
		board { id name columns(types: [status]) { id title type archived settings } }
		column_values(ids: $columns) { ${CELL} }
		updates(limit: 100) { id body }
	}
}`;

export const BOARD_OF_DEAL = 'query ($id: ID!) { items(ids: [$id]) { id board { id name } } }';

export const CHANGE_COLUMNS = `mutation ($board: ID!, $id: ID!, $values: JSON!, $columns: [String!]) {
	change_multiple_column_values(board_id: $board, item_id: $id, column_values: $values) {
		id
		column_values(ids: $columns) { ${CELL} }
	}
}`;

export const CREATE_NOTE = 'mutation ($id: ID!, $body: String!) { create_update(item_id: $id, body: $body) { id } }';

/** Ids are written into the text: see MondayClient.upload. */
export const addFile = (itemId: string, columnId: string): string =>
	`mutation ($file: File!) { add_file_to_column(item_id: ${itemId}, column_id: ${JSON.stringify(columnId)}, file: $file) { id name } }`;

export const WEBHOOKS = 'query ($board: ID!) { webhooks(board_id: $board) { id event board_id config } }';

export const CREATE_WEBHOOK = `mutation ($board: ID!, $url: String!, $config: JSON) {
	create_webhook(board_id: $board, url: $url, event: change_status_column_value, config: $config) { id board_id }
}`;

export const DELETE_WEBHOOK = 'mutation ($id: ID!) { delete_webhook(id: $id) { id board_id } }';

/** Each missing column by itself, all in one document: one that is refused stops none of the others. */
export const createColumns = (count: number): string => {
	const each = Array.from({ length: count }, (_, at) => at);
	const variables = each.map(
		(at) => `$board${at}: ID!, $id${at}: String!, $title${at}: String!, $type${at}: ColumnType!`,
	);
	const columns = each.map(
		(at) =>
			`column${at}: create_column(board_id: $board${at}, id: $id${at}, title: $title${at}, column_type: $type${at}) { id }`,
	);
	return `mutation (${variables.join(', ')}) { ${columns.join(' ')} }`;
};

/** Labels of one status column of one board, as the search needs them. */
export interface WatchedColumn {
	boardId: string;
	columnId: string;
	labelIds: string[];
}

const LOG = 'id event created_at data';

/** Lines of the activity log about one deal, in every column that is watched. One request. */
export const latestMoves = (count: number): string => {
	const each = Array.from({ length: count }, (_, at) => at);
	const variables = each.map((at) => `$board${at}: ID!, $column${at}: String!`);
	const logs = each.map(
		(at) =>
			`log${at}: boards(ids: [$board${at}]) { activity_logs(item_ids: [$id], column_ids: [$column${at}], limit: 25) { ${LOG} } }`,
	);
	return `query ($id: ID!, ${variables.join(', ')}) { ${logs.join(' ')} }`;
};

/**
 * One search: for every watched column the log since a moment, the newest items that hold a watched label (those
 * created with it have no line in the log), and for every board its webhooks where they are asked for.
 */
export const search = (columns: readonly WatchedColumn[], webhooksOf: readonly string[]): string => {
	const variables = columns.map((_, at) => `$board${at}: ID!, $column${at}: String!, $labels${at}: CompareValue!`);
	const logs = columns.map(
		(_, at) => `log${at}: boards(ids: [$board${at}]) {
			activity_logs(column_ids: [$column${at}], from: $since, limit: 1000) { ${LOG} }
			items_page(limit: 100, query_params: {
				rules: [{ column_id: $rule${at}, compare_value: $labels${at}, operator: any_of }]
				order_by: [{ column_id: "__creation_log__", direction: desc }]
			}) { cursor items { ${NEW_ITEM(`$column${at}`)} } }
		}`,
	);
	const rules = columns.map((_, at) => `$rule${at}: ID!`);
	const hooks = webhooksOf.map((_, at) => `hooks${at}: webhooks(board_id: $hooksOf${at}) { id event board_id config }`);
	const hookVariables = webhooksOf.map((_, at) => `$hooksOf${at}: ID!`);
	const all = ['$since: ISO8601DateTime!', ...variables, ...rules, ...hookVariables];
	return `query (${all.join(', ')}) { ${[...logs, ...hooks].join(' ')} }`;
};

const NEW_ITEM = (column: string) =>
	`id created_at column_values(ids: [${column}]) { id ... on StatusValue { index updated_at } }`;

export const MORE_LOG = `query ($board: ID!, $column: String!, $since: ISO8601DateTime!, $page: Int!) {
	boards(ids: [$board]) { activity_logs(column_ids: [$column], from: $since, limit: 1000, page: $page) { ${LOG} } }
}`;

export const MORE_ITEMS = `query ($cursor: String!, $column: String!) {
	next_items_page(cursor: $cursor, limit: 100) { cursor items { ${NEW_ITEM('$column')} } }
}`;
