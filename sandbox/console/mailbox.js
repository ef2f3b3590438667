import { links } from './api.js';
import { el, fill, icon } from './dom.js';
import { clockTime, dayAndTime, size } from './format.js';
import { t } from './i18n.js';
import { set, shownEffects } from './store.js';
import { pdfButton } from './viewer.js';

/** The customer's mailbox: newest first; the open message beside the list. */

let openId;

export const mailbox = {
	data: () => ({ emails: received(), openId }),
	draw(root, { emails }) {
		if (emails.length === 0) {
			fill(root, el('p', { class: 'nothing', text: t('mail.empty') }));
			return;
		}
		const open = emails.find((email) => email.messageId === openId);
		const list = el('ul', { class: 'messages', 'aria-label': t('mail.list') }, [...emails].reverse().map(row));
		const reading = open ? message(open) : el('p', { class: 'nothing', text: t('mail.pick') });
		fill(root, el('div', { class: 'mailbox' }, list, reading));
	},
};

/** What the customers got, and the alerts that the owner got. */
function received() {
	const { emails, alerts } = shownEffects();
	const all = [...emails, ...alerts.map((alert) => ({ ...alert, isAlert: true }))];
	return all.sort((one, other) => (one.at ?? '').localeCompare(other.at ?? ''));
}

function row(email) {
	const open = email.messageId === openId;
	return el(
		'li',
		{},
		el(
			'button',
			{
				type: 'button',
				class: 'message-row',
				'aria-expanded': String(open),
				dataset: { key: `mail-${email.messageId}` },
				onClick: () => {
					openId = email.messageId;
					set({});
				},
			},
			el('span', { class: 'to', text: email.to.join(', ') }),
			el('span', { class: 'when', text: clockTime(email.at) }),
			el(
				'span',
				{ class: 'subject' },
				email.isAlert && el('span', { class: 'badge warn', text: t('mail.alert') }),
				email.isAlert && ' ',
				email.subject || t('mail.noSubject'),
			),
			email.attachments.length > 0 && icon('clip'),
		),
	);
}

function message(email) {
	const head = [
		['mail.from', email.from],
		['mail.to', email.to.join(', ')],
		['mail.cc', (email.cc ?? []).join(', ')],
	].filter(([, value]) => value);
	return el(
		'article',
		{ class: 'message' },
		el('h3', { text: email.subject || t('mail.noSubject') }),
		el('p', { class: 'when', text: dayAndTime(email.at) }),
		el('dl', {}, head.map(([key, value]) => [el('dt', { text: t(key) }), el('dd', { text: value })]).flat()),
		el('p', { class: 'text', text: email.text }),
		email.attachments.length > 0 && el('h4', { text: t('mail.attachments') }),
		el(
			'ul',
			{ class: 'attachments' },
			email.attachments.map((file, index) =>
				el(
					'li',
					{},
					pdfButton(file.name, links.attachment(email.messageId, index), `attachment-${email.messageId}-${index}`),
					el('span', { class: 'size', text: size(file.size) }),
				),
			),
		),
	);
}
