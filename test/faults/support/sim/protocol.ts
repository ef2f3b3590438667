import type { Http } from '../../../../connect/http';
import { judge, look } from '../../../../invoicing/journal/claim';
import type { JournalRow } from '../../../../invoicing/journal/row';
import { stepRow } from '../../../../invoicing/journal/step';
import { NEXT_STEP_WAYS } from '../../../../nodes/InvoiceJournal/outputs';
import { nextStep } from '../../../../nodes/InvoiceJournal/step.operation';
import { nodeContext } from './nodeContext';

/** What Next Step tells the row that it sends the run to. */
export interface Instructions {
	action: (typeof NEXT_STEP_WAYS)[number][0];
	json: Record<string, unknown>;
}

/** The product's decisions, in one place where a test can put a bug in. */
export interface Protocol {
	look: typeof look;
	judge: typeof judge;
	stepRow: typeof stepRow;
	next(rows: readonly object[], attempt: string, execution: string): Promise<Instructions>;
	/** False: after a pause the run goes on where it was. */
	startsAgainAfterPause: boolean;
	/** Steps whose outcome is written before their effect. */
	outcomeFirst: ReadonlySet<string>;
	/** How often the mail step itself tries. */
	mailTries: number;
	/** Around every vendor's port. */
	http(http: Http): Http;
	/** What the journal's readers see of it. */
	seen(rows: JournalRow[], attempt: string): JournalRow[];
	/** False: nothing goes on with what stopped half way. */
	sweeps: boolean;
}

export const REAL: Protocol = {
	look,
	judge,
	stepRow,
	async next(rows, attempt, execution) {
		const outputs = await nextStep.call(nodeContext({ attempt }, rows, execution));
		const index = outputs.findIndex((items) => items.length > 0);
		const [action] = NEXT_STEP_WAYS[index] ?? ['end' as const];
		return { action, json: outputs[index]?.[0]?.json ?? {} };
	},
	startsAgainAfterPause: true,
	outcomeFirst: new Set(),
	mailTries: 1,
	http: (http) => http,
	seen: (rows) => rows,
	sweeps: true,
};
