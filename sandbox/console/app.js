import { mountBoard } from './board.js';
import { mountFaults } from './faults.js';
import { mountHeader } from './header.js';
import { currentLanguage, setLanguage, translatePage } from './i18n.js';
import { mountNewDeal } from './newDeal.js';
import { mountPanes } from './panes.js';
import { startRefreshing } from './refresh.js';
import { set, state, subscribe } from './store.js';
import { mountTimeline } from './timeline.js';

/** Every part draws itself from the state; this is the only place that knows them all. */
const parts = [
	mountHeader(document.getElementById('top'), {
		onLanguage(language) {
			setLanguage(language);
			set({});
		},
	}),
	mountBoard(document.getElementById('board')),
	mountTimeline(document.getElementById('timeline')),
	mountPanes(document.getElementById('panes')),
	mountFaults(document.getElementById('faults')),
];
mountNewDeal(document.getElementById('new-deal'));

translatePage();
subscribe(() => {
	for (const draw of parts) draw(state, currentLanguage());
});
set({});
await startRefreshing();
