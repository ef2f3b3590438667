import { announce, el, fill, icon, whenChanged } from './dom.js';
import { clockTime, seconds } from './format.js';
import { t } from './i18n.js';
import { NO_EFFECTS, needsAttention, selectedDeal, set } from './store.js';
import { refreshSoon } from './refresh.js';
import { stepsOf } from './steps.js';
import { elapsed, startOf } from './witness.js';

/** The strip that follows the selected deal from its stage change to its row in the report. */
export function mountTimeline(root) {
	const clock = el('span', { class: 'clock' });
	let last = { id: undefined, done: '' };
	const draw = whenChanged((language, deal, effects) => {
		root.setAttribute('aria-label', t('timeline.title'));
		if (!deal) {
			fill(root, el('p', { class: 'pick' }, icon('route'), t('timeline.pick')));
			return;
		}
		const steps = stepsOf(deal, effects);
		const attention = needsAttention(deal) && (effects.attention.at(-1)?.text || deal.status);
		fill(
			root,
			el('div', { class: 'timeline-head' }, el('h2', { text: deal.title || t('card.noTitle') }), clock),
			el(
				'ol',
				{ class: 'steps' },
				steps.map((step) => stepItem(deal, step, attention)),
			),
			attention && el('p', { class: 'attention-text' }, icon('attention'), el('span', { text: attention })),
		);
		last = tell(deal, steps, last);
		tick(deal, steps, attention);
	});

	let timer;
	function tick(deal, steps, attention) {
		clearInterval(timer);
		const show = () => {
			const left = clockText(deal, steps, attention);
			clock.textContent = left.text;
			clock.className = `clock ${left.state}`;
			if (left.state !== 'running') clearInterval(timer);
		};
		timer = setInterval(show, 100);
		show();
	}
	return (now, language) => draw(language, selectedDeal(), now.selected === undefined ? NO_EFFECTS : now.dealEffects);
}

function stepItem(deal, step, attention) {
	const stopped = attention && step.state === 'now';
	const pane = PANES[step.name];
	const time = elapsed(deal.id, step);
	const known = time === undefined ? clockTime(step.at) : `+${seconds(time)}`;
	const detail = step.state === 'skipped' ? t('step.skipped') : step.state === 'done' ? known : '';
	const inside = [
		el('span', { class: 'dot', 'aria-hidden': 'true' }, stopped ? '!' : step.state === 'done' ? '✓' : ''),
		el('span', { class: 'step-name', text: t(`step.${step.name}`) }),
		el('span', { class: 'unseen', text: t(`step.state.${step.state}`) }),
		el('span', { class: 'step-detail', text: step.count > 1 ? `×${step.count} ${detail}` : detail }),
	];
	const reachable = pane && step.state === 'done';
	return el(
		'li',
		{ class: `step ${stopped ? 'stopped' : step.state}`, dataset: { step: step.name }, title: step.note },
		reachable
			? el('button', { type: 'button', dataset: { key: `step-${step.name}` }, onClick: () => openPane(pane) }, inside)
			: el('div', {}, inside),
	);
}

const PANES = { invoice: 'accounting', ksef: 'accounting', mail: 'mail', archive: 'drive', row: 'sheet' };

function openPane(pane) {
	set({ pane });
	refreshSoon();
}

function clockText(deal, steps, attention) {
	const start = startOf(deal.id);
	if (attention) return { state: 'stopped', text: t('card.attention') };
	if (steps[0].state === 'waiting') return { state: 'idle', text: t('timeline.waiting') };
	if (steps.some((step) => step.state === 'now')) {
		const text = start === undefined ? t('timeline.running') : seconds(performance.now() - start);
		return { state: 'running', text };
	}
	const times = steps.map((step) => elapsed(deal.id, step)).filter((time) => time !== undefined);
	const text = times.length > 0 ? t('timeline.doneIn', { time: seconds(Math.max(...times)) }) : t('timeline.done');
	return { state: 'finished', text };
}

/** Says newly done steps aloud; silent about what was done when the deal was chosen. */
function tell(deal, steps, last) {
	const done = steps.filter((step) => step.state === 'done').map((step) => step.name);
	if (last.id === deal.id) {
		const fresh = done.filter((name) => !last.done.includes(name));
		if (fresh.length > 0) announce(fresh.map((name) => t('timeline.announce', { step: t(`step.${name}`) })).join('. '));
	}
	return { id: deal.id, done };
}
