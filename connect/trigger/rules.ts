import Big from 'big.js';
import type { StageEntry } from '../../invoicing/deal';
import { Kind } from '../../invoicing/primitives';
import { referenceOf } from '../../invoicing/reference';
import type { StageMove, StageRule } from '../ports';

/** One row of a trigger's "rules" parameter, as the user filled it in. */
export interface RuleRow {
	stage?: unknown;
	kind?: unknown;
	part?: unknown;
	percent?: unknown;
}

/** What is wrong with the rules, in a sentence for the user; nodes wrap it in their own error. */
export class RuleProblem extends Error {
	readonly advice: string;

	constructor(message: string, advice: string) {
		super(message);
		this.name = 'RuleProblem';
		this.advice = advice;
	}
}

/**
 * The rules of a trigger from its parameter rows. One rule a stage; two stages may ask for the same document
 * (same kind and part), then with the same share. `percentBefore` is the sum of the shares of the lower parts.
 * Throws RuleProblem.
 */
export function stageRules(rows: readonly RuleRow[]): StageRule[] {
	const rules = rows.map((row, index) => readRow(row, index + 1));
	if (rules.length === 0)
		throw new RuleProblem('No stage is watched.', 'Add at least one rule under "Stages" and choose a stage in it.');
	const stages = new Set<string>();
	const shares = new Map<string, StageRule>();
	for (const rule of rules) {
		if (stages.has(rule.stageId))
			throw new RuleProblem(
				`The stage ${rule.stageId} stands in two rules.`,
				'Keep one rule a stage: a stage entry asks for one document.',
			);
		stages.add(rule.stageId);
		const same = shares.get(documentKey(rule));
		if (same && same.percent !== rule.percent)
			throw new RuleProblem(
				`Two rules ask for part ${rule.part} (${rule.kind}) with different shares: ${same.percent} % and ${rule.percent} %.`,
				'Give both rules the same percent, or different part numbers.',
			);
		shares.set(documentKey(rule), rule);
	}
	return rules.map((rule) => ({ ...rule, percentBefore: shareBefore(rule, [...shares.values()]) }));
}

/** The stage entry that a move asks for; undefined when no rule watches its stage. */
export function stageEntryOf(
	move: StageMove,
	rules: readonly StageRule[],
	crm: { name: string; account: string },
): StageEntry | undefined {
	const rule = rules.find((candidate) => candidate.stageId === move.stageId);
	if (!rule) return undefined;
	const { kind, part, percent, percentBefore } = rule;
	return {
		reference: referenceOf({ crm: crm.name, account: crm.account, dealId: move.dealId, kind, part }),
		crm: crm.name,
		account: crm.account,
		dealId: move.dealId,
		entryId: move.entryId,
		pipelineId: move.pipelineId,
		stageId: move.stageId,
		enteredAt: move.enteredAt,
		kind,
		part,
		percent,
		percentBefore,
	};
}

function readRow(row: RuleRow, position: number): StageRule {
	const stageId = typeof row.stage === 'string' ? row.stage.trim() : '';
	if (stageId === '') throw new RuleProblem(`Rule ${position} has no stage.`, 'Choose the stage, or remove the rule.');
	const kind = Kind.safeParse(row.kind ?? 'invoice');
	if (!kind.success)
		throw new RuleProblem(`Rule ${position} asks for an unknown document.`, 'Choose the document in the list.');
	// There is one final, and it takes what is left: nobody has to compute that.
	if (kind.data === 'final') return { stageId, kind: 'final', part: 1, percent: '100', percentBefore: '0' };
	const part = Number(row.part ?? 1);
	if (!Number.isInteger(part) || part < 1)
		throw new RuleProblem(`Rule ${position} has the part number ${String(row.part)}.`, 'Use 1, 2, 3 …');
	return { stageId, kind: kind.data, part, percent: readPercent(row.percent ?? 100, position), percentBefore: '0' };
}

function readPercent(value: unknown, position: number): string {
	const text = String(value).trim().replace(',', '.').replace(/\s*%$/, '');
	const problem = new RuleProblem(
		`Rule ${position} has the share "${text}".`,
		'Enter a percent above 0 and not above 100, for example 40.',
	);
	if (!/^\d{1,3}(\.\d{1,6})?$/.test(text)) throw problem;
	const percent = new Big(text);
	if (percent.lte(0) || percent.gt(100)) throw problem;
	return percent.toFixed();
}

function shareBefore(rule: StageRule, documents: readonly StageRule[]): string {
	const sum = documents
		.filter((other) => other.kind === rule.kind && other.part < rule.part)
		.reduce((total, other) => total.plus(other.percent), new Big(0));
	if (sum.plus(rule.percent).gt(100))
		throw new RuleProblem(
			`The parts up to ${rule.part} (${rule.kind}) add up to more than 100 %.`,
			'Lower the percents: all parts of a deal together make 100.',
		);
	return sum.toFixed();
}

function documentKey(rule: StageRule): string {
	return `${rule.kind} ${rule.part}`;
}
