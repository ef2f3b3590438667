import { DateTime } from 'luxon';
import { NodeOperationError, type IHookFunctions, type IPollFunctions, type IWebhookFunctions } from 'n8n-workflow';
import type { StageRule } from '../../connect/ports';
import { RuleProblem, stageRules, type RuleRow } from '../../connect/trigger/rules';
import type { SweepSettings, SweepState } from '../../connect/trigger/sweep';
import type { Subscription } from './subscription';

export type TriggerContext = IPollFunctions | IWebhookFunctions | IHookFunctions;
export type TriggerData = SweepState & { subscription?: Subscription };
export type ListenBy = 'outgoingWebhook' | 'eventBind' | 'sweepOnly';

const DEFAULT_OVERLAP_HOURS = 24;

export function listenByOf(context: TriggerContext): ListenBy {
	return context.getNodeParameter('listenBy') as ListenBy;
}

export function dataOf(context: TriggerContext): TriggerData {
	return context.getWorkflowStaticData('node') as TriggerData;
}

/** Throws NodeOperationError in words for the user. */
export function rulesOf(context: TriggerContext): StageRule[] {
	try {
		return stageRules(context.getNodeParameter('rules.rule', []) as RuleRow[]);
	} catch (error) {
		const problem = error instanceof RuleProblem ? error : undefined;
		throw new NodeOperationError(context.getNode(), problem?.message ?? 'The stage rules cannot be read.', {
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
