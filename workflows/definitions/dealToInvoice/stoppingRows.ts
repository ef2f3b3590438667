import { idOf, type Canvas } from '../../lib/canvas';
import { callWorkflow, ours, pause, sendEmail, setFields } from '../../lib/nodes';
import type { ScenarioOptions } from '../options';
import { TEXTS } from '../texts';
import { crmStep } from '../vendorSteps';
import { expression, first, from, maybe, toError, way } from './expressions';
import { ROW } from './layout';
import type { Names } from './names';

/** The ways of stopping: pause, approval, dry run, needs attention, alarm. */
export function stoppingRows(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const t = TEXTS[options.language];
	const status = (name: string, at: [number, number], text: string) =>
		crmStep(
			canvas,
			name,
			at,
			options,
			{
				operation: 'setStatus',
				dealId: from(n.entry, '.dealId'),
				status: text,
				deal: expression(`${maybe(n.build, '.deal')} ?? ''`),
			},
			toError,
		);

	status(n.pauseStatus, [21, ROW.wait], expression('$json.status'));
	pause(canvas, n.pause, [22, ROW.wait], from(n.next, '.waitSeconds', way('wait')), idOf('pause'));
	canvas.connect(n.next, n.pauseStatus, way('wait'));
	canvas.connect(n.pauseStatus, n.pause);
	canvas.connect(n.pauseStatus, n.pause, 1);
	canvas.connect(n.pause, n.finished);
	canvas.connect(n.next, n.finished, way('again'));

	const invoice = first(n.build, '.invoice');
	status(n.approvalStatus, [21, ROW.approve], expression(`$json.status + ' ' + $execution.resumeFormUrl`));
	sendEmail(
		canvas,
		n.approvalMail,
		[22, ROW.approve],
		{
			from: from(n.settings, '.sender'),
			to: from(n.settings, '.ownerEmail'),
			subject: `=${t.approval.subject(`{{ ${invoice}.deal.title }}`)}`,
			text: `=${t.approval.text(invoice)}`,
		},
		toError,
	);
	canvas.connect(n.next, n.approvalStatus, way('approve'));
	canvas.chain(n.approvalStatus, n.approvalMail, n.stepRow);
	canvas.connect(n.approvalStatus, n.stepRow, 1);
	canvas.connect(n.approvalMail, n.stepRow, 1);
	canvas.add(
		n.answer,
		[21, ROW.hold],
		'n8n-nodes-base.wait',
		1.1,
		{
			resume: 'form',
			formTitle: t.approval.formTitle,
			formDescription: `=${t.approval.formText(invoice)}`,
			formFields: {
				values: [
					{
						fieldLabel: t.approval.decision,
						fieldType: 'dropdown',
						requiredField: true,
						fieldOptions: { values: [{ option: t.approval.yes }, { option: t.approval.no }] },
					},
				],
			},
			options: {
				appendAttribution: false,
				respondWithOptions: { values: { respondWith: 'text', formSubmittedText: t.approval.thanks } },
			},
		},
		{ webhookId: idOf('approval form') },
	);
	canvas.connect(n.next, n.answer, way('hold'));
	canvas.connect(n.answer, n.stepRow);

	canvas.add(
		n.preview,
		[21, ROW.dryRun],
		ours('buildInvoice'),
		1,
		{
			resource: 'message',
			operation: 'preview',
			summaryLanguage: options.language,
			invoice: from(n.build, '.invoice'),
			sellerName: from(n.settings, '.sellerName'),
		},
		toError,
	);
	status(n.dryRunStatus, [22, ROW.dryRun], from(n.next, '.status', way('dryRun')));
	canvas.connect(n.next, n.preview, way('dryRun'));
	canvas.chain(n.preview, n.dryRunStatus, n.stepRow);
	canvas.connect(n.preview, n.stepRow, 1);
	canvas.connect(n.dryRunStatus, n.stepRow, 1);

	status(n.attentionStatus, [21, ROW.attention], expression('$json.status'));
	const told = (path: string) =>
		expression(`($('${n.next}').first(${way('attention')}) ?? $('${n.next}').first(${way('alarm')})).json.${path}`);
	const parts = ['key', 'kind', 'system', 'crm', 'dealId', 'number', 'text'];
	setFields(
		canvas,
		n.alert,
		[22, ROW.attention],
		Object.fromEntries(parts.map((part) => [part, told(`alert.${part}`)])),
	);
	// An error output of its own would empty the called workflow's input: n8n 2.41.1 sorts the caller's items in place,
	// and they are the very list that a workflow which nobody waits for was handed. So failures come on the one output.
	callWorkflow(canvas, n.tellOwner, [23, ROW.attention], options.ids.errorAlerts, false, {
		onError: 'continueRegularOutput',
	});
	canvas.connect(n.next, n.attentionStatus, way('attention'));
	status(n.alarmStatus, [21, ROW.alarm], expression('$json.status'));
	canvas.connect(n.next, n.alarmStatus, way('alarm'));
	// An alarm may be about the CRM itself: the owner is told whether or not the deal could be.
	canvas.connect(n.alarmStatus, n.alert);
	canvas.connect(n.alarmStatus, n.alert, 1);
	canvas.chain(n.attentionStatus, n.alert, n.tellOwner);
	canvas.connect(n.attentionStatus, n.stepRow, 1);
	canvas.connect(n.tellOwner, n.stepRow);
	canvas.connect(n.next, n.giveUp, way('yield'));
}
