import { NEXT_STEP_WAYS } from '../../../nodes/InvoiceJournal/outputs';

/** What the parts of the scenario share: expressions over other nodes, and which way out of Next Step is which. */

export const toError = { onError: 'continueErrorOutput' as const };

/** An expression over another node's newest item. Always `.first(output)`: pairs do not survive built-in nodes. */
export const first = (node: string, path: string, output = 0): string => `$('${node}').first(${output}).json${path}`;
export const expression = (code: string): string => `={{ ${code} }}`;
export const from = (node: string, path: string, output = 0): string => expression(first(node, path, output));
/** The same for a node that may not have run in this execution, or ended on its error output. */
export const maybe = (node: string, path: string): string =>
	`($('${node}').isExecuted ? $('${node}').first(0)?.json${path} : undefined)`;

/** Output of Next Step by its action. */
export const way = (action: (typeof NEXT_STEP_WAYS)[number][0]): number =>
	NEXT_STEP_WAYS.findIndex(([name]) => name === action);
