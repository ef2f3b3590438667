import { GraphQLError } from 'graphql';

/** A refusal as monday words it: a sentence, a code and the status that is meant, inside a 200. */
export function apiError(code: string, text: string, status = 200, data: Record<string, unknown> = {}): GraphQLError {
	return new GraphQLError(text, { extensions: { code, status_code: status, error_data: data } });
}

export const invalidItem = (id: string) =>
	apiError('InvalidItemIdException', `item ${id} was not found`, 200, { item_id: id });
export const invalidBoard = (id: string) =>
	apiError('InvalidBoardIdException', `board ${id} was not found`, 200, { board_id: id });
export const invalidColumn = (id: string) =>
	apiError('InvalidColumnIdException', `This column ID doesn't exist for the board`, 200, { column_id: id });
export const columnValue = (type: string, text: string) =>
	apiError(
		'ColumnValueException',
		`invalid value - ${text}. Please check our API documentation for the correct data structure for this column. https://developer.monday.com/api-reference/docs/change-column-values`,
		200,
		{ column_type: type },
	);
export const serverError = () => apiError('INTERNAL_SERVER_ERROR', 'Internal server error', 500);
