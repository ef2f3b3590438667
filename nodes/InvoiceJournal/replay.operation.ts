import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter } from '../../connect/jsonParameter';
import { answerTo, choicesOf, choiceText, NEEDS_CONFIRMATION, standingsOf } from '../../invoicing/journal/replay';
import { parseRows } from '../../invoicing/journal/row';
import { Language } from '../../invoicing/primitives';
import { onOutput } from './outputs';

const pairedItem = { item: 0 };

function standings(context: IExecuteFunctions) {
	const dealId = (context.getNodeParameter('dealId', 0) as string).trim();
	const done = jsonParameter(context, 'done', 0, z.array(z.record(z.string(), z.unknown())), 'Finished References');
	const rows = parseRows(context.getInputData().map((item) => item.json));
	const found = standingsOf(rows, new Set(done.map((row) => String(row.reference))), dealId);
	return {
		dealId,
		found,
		choices: choicesOf(found),
		language: Language.catch('pl').parse(context.getNodeParameter('language', 0)),
	};
}

/** List Choices: the input is every row of the deal. Way 0: the lines to choose from. Way 1: the journal knows no such deal. */
export async function listChoices(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { dealId, found, choices, language } = standings(this);
	const lines = choices.map((choice, index) => choiceText(choice, index, found, language));
	return lines.length > 0
		? onOutput(0, 2, { json: { dealId, choices: lines }, pairedItem })
		: onOutput(1, 2, { json: { dealId }, pairedItem });
}

/**
 * Read Answer: the input is every row of the deal, read anew. Way 0: a fact to write first. Way 1: straight on. Way 2: the
 * line is out of date, or the deal's number was not typed once more where it has to be.
 */
export async function readAnswer(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { dealId, found, choices, language } = standings(this);
	const line = this.getNodeParameter('choice', 0) as string;
	const choice = choices.find((each, index) => choiceText(each, index, found, language) === line);
	const confirmed = (this.getNodeParameter('confirmation', 0, '') as string).trim() === dealId;
	const answer =
		choice && (confirmed || !NEEDS_CONFIRMATION.has(choice.act))
			? answerTo(choice, found, randomBytes(8).toString('hex'))
			: undefined;
	if (!answer) return onOutput(2, 3, { json: { dealId, why: choice ? 'notConfirmed' : 'outOfDate' }, pairedItem });
	return answer.row
		? onOutput(0, 3, { json: { ...answer.row }, pairedItem })
		: onOutput(1, 3, { json: { ...answer.entry, askedBy: 'replay' }, pairedItem });
}
