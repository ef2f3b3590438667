import { DateTime } from 'luxon';
import { NodeOperationError, type IHookFunctions, type IPollFunctions, type IWebhookFunctions } from 'n8n-workflow';
import type { StageRule } from '../ports';
import { RuleProblem, stageRules, type RuleRow } from './rules';
import type { SweepSettings, SweepState } from './sweep';

/** The node's own functions, whichever of the three a trigger is called with. */
export type TriggerContext = IPollFunctions | IWebhookFunctions | IHookFunctions;

/** What a trigger keeps in its static data: the sweep's state, and its subscription at the CRM (`S`). */
export type TriggerData<S> = SweepState & { subscription?: S };

const DEFAULT_OVERLAP_HOURS = 24;

export function dataOf<S>(context: TriggerContext): TriggerData<S> {
	return context.getWorkflowStaticData('node') as TriggerData<S>;
}

/** The trigger's stage rules. Throws NodeOperationError in words for the user. */
export function rulesOf(context: TriggerContext): StageRule[] {
	return readRules(context, context.getNodeParameter('rules.rule', []) as RuleRow[]);
}

/** Stage rules from the rows of a parameter. Throws NodeOperationError in words for the user. */
export function readRules(
	context: Pick<TriggerContext, 'getNode'>,
	rows: readonly RuleRow[],
	itemIndex?: number,
): StageRule[] {
	try {
		return stageRules(rows);
	} catch (error) {
		const problem = error instanceof RuleProblem ? error : undefined;
		throw new NodeOperationError(context.getNode(), problem?.message ?? 'The stage rules cannot be read.', {
			itemIndex,
			description: problem?.advice,
			failure: { cause: 'configuration-invalid' },
		});
	}
}

export function sweepSettingsOf(context: TriggerContext): SweepSettings {
	const options = context.getNodeParameter('options', {}) as { overlapHours?: unknown; startFrom?: unknown };
	const minutes = Number(context.getNodeParameter('sweepEvery', 5));
	const overlap = Number(options.overlapHours ?? DEFAULT_OVERLAP_HOURS);
	return {
		everyMinutes: Number.isFinite(minutes) && minutes >= 1 ? minutes : 1,
		overlapHours: Number.isFinite(overlap) && overlap >= 1 ? overlap : DEFAULT_OVERLAP_HOURS,
		startFrom: startFromOf(context, options.startFrom),
	};
}

function startFromOf(context: TriggerContext, value: unknown): string | undefined {
	if (value === undefined || value === '') return undefined;
	// What the user typed without an offset is meant in the workflow's zone.
	const moment = DateTime.fromISO(String(value), { zone: context.getTimezone() });
	if (moment.isValid) return moment.toUTC().toISO({ suppressMilliseconds: true });
	throw new NodeOperationError(context.getNode(), 'The option "Start From" holds no date and time.', {
		description: 'Choose a day, or enter it like 2026-11-01T00:00:00.',
	});
}
