/**
 * The part of monday's GraphQL schema (2026-10) that this account knows; any other field or argument is refused. Every
 * name and type in it is checked against the published schema by the contract tests.
 */
export const SDL = `
scalar JSON
scalar Date
scalar ISO8601DateTime
scalar CompareValue
scalar File

type Query {
	me: User
	version: Version!
	complexity: Complexity
	items(exclude_nonactive: Boolean, ids: [ID!], limit: Int = 25, newest_first: Boolean, page: Int = 1): [Item]
	boards(ids: [ID!], limit: Int = 25, page: Int = 1, state: State = active): [Board]
	next_items_page(cursor: String!, limit: Int! = 25): ItemsResponse!
	users(ids: [ID!], limit: Int = 200, page: Int = 1): [User!]
	webhooks(app_webhooks_only: Boolean, board_id: ID!): [Webhook]
}

type Mutation {
	change_multiple_column_values(board_id: ID!, column_values: JSON!, create_labels_if_missing: Boolean, item_id: ID): Item
	create_update(body: String!, item_id: ID, parent_id: ID): Update
	add_file_to_column(column_id: String!, file: File!, item_id: ID!): Asset
	create_webhook(board_id: ID!, config: JSON, event: WebhookEventType!, url: String!): Webhook
	delete_webhook(id: ID!): Webhook
	create_column(board_id: ID!, id: String, title: String!, description: String, defaults: JSON, column_type: ColumnType!): Column
}

type User { id: ID! name: String! email: String! account_id: ID! account: Account! }
type Account { id: ID! name: String! slug: String! }
enum VersionKind { current deprecated maintenance release_candidate dev }
type Version { display_name: String! kind: VersionKind! value: String! }
type Complexity { after: Int! before: Int! query: Int! reset_in_x_seconds: Int! }
enum State { active all archived deleted }
enum BoardObjectType { board custom_object document sub_items_board }
enum BoardHierarchy { classic multi_level }

type Board {
	id: ID!
	name: String!
	state: State!
	type: BoardObjectType
	hierarchy_type: BoardHierarchy
	columns(ids: [String], types: [ColumnType!]): [Column]
	activity_logs(column_ids: [String], from: ISO8601DateTime, item_ids: [ID!], limit: Int = 25, page: Int = 1, to: ISO8601DateTime): [ActivityLogType]
	items_page(cursor: String, limit: Int! = 25, query_params: ItemsQuery): ItemsResponse!
}

type ActivityLogType { account_id: String! created_at: String! data: String! entity: String! event: String! id: String! user_id: String! }
type ItemsResponse { cursor: String items: [Item!]! }
input ItemsQuery { ids: [ID!] order_by: [ItemsQueryOrderBy!] rules: [ItemsQueryRule!] }
input ItemsQueryRule { column_id: ID! compare_value: CompareValue! compare_attribute: String operator: ItemsQueryRuleOperator = any_of }
enum ItemsQueryRuleOperator { any_of not_any_of is_empty is_not_empty }
input ItemsQueryOrderBy { column_id: String! direction: ItemsOrderByDirection = asc }
enum ItemsOrderByDirection { asc desc }

enum ColumnType {
	board_relation checkbox country date dropdown email file formula link location long_text mirror name numbers people phone status subtasks text
}
enum ColumnCapability { CALCULATED VISIBILITY }
type Column { id: ID! title: String! type: ColumnType! archived: Boolean! settings: JSON }

type Item {
	id: ID!
	name: String!
	url: String!
	state: State
	created_at: Date
	updated_at: Date
	board: Board
	column_values(capabilities: [ColumnCapability!], ids: [String!], types: [ColumnType!]): [ColumnValue!]!
	subitems: [Item]
	updates(limit: Int = 25, page: Int = 1): [Update!]
}

type Update { id: ID! body: String! text_body: String created_at: Date item_id: String }
type Asset { id: ID! name: String! file_extension: String! file_size: Int! public_url: String! }
type Webhook { board_id: ID! config: String event: WebhookEventType! id: ID! }
enum WebhookEventType { change_column_value change_specific_column_value change_status_column_value create_item item_deleted }

interface ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON }
type StatusValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON index: Int label: String is_done: Boolean updated_at: Date }
type NumbersValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON number: Float symbol: String }
type FormulaValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON display_value: String! }
type MirrorValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON display_value: String! }
type BoardRelationValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON display_value: String! linked_item_ids: [ID!]! updated_at: Date }
type SubtasksValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON display_value: String! subitems_ids: [ID!]! }
type EmailValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON email: String label: String }
type LinkValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON url: String url_text: String }
type PhoneValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON phone: String }
type CheckboxValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON checked: Boolean }
type DateValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON date: String time: String }
type LocationValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON address: String city: String street: String street_number: String country: String country_short: String }
type Country { code: String! name: String! }
type CountryValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON country: Country }
enum Kind { person team }
type PeopleEntity { id: ID! kind: Kind }
type PeopleValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON persons_and_teams: [PeopleEntity!] }
type DropdownValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON }
type TextValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON }
type LongTextValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON }
type FileAssetValue { asset_id: ID! name: String! is_image: Boolean! created_at: Date! }
type FileLinkValue { file_id: ID! name: String! created_at: Date! }
union FileValueItem = FileAssetValue | FileLinkValue
type FileValue implements ColumnValue { column: Column! id: ID! text: String type: ColumnType! value: JSON files: [FileValueItem!]! }
`;
