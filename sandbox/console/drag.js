/**
 * Drags cards between columns with pointer events: a mouse takes the whole card, a finger its grip
 * (so that a finger on the card still scrolls the page). Escape puts the card back.
 */

const START_DISTANCE = 5;
const EDGE = 60;
const EDGE_SPEED = 12;

export function makeDraggable(root, { onStart, onEnd, onDrop }) {
	let drag;

	root.addEventListener('pointerdown', (event) => {
		if (event.button !== 0 || drag) return;
		const card = event.target.closest('.card');
		const onGrip = event.target.closest('.grip') !== null;
		if (!card || event.target.closest('.move') || (event.pointerType !== 'mouse' && !onGrip)) return;
		drag = { card, id: card.dataset.id, pointer: event.pointerId, x: event.clientX, y: event.clientY };
		window.addEventListener('pointermove', onMove);
		window.addEventListener('pointerup', onUp);
		window.addEventListener('pointercancel', cancel);
		window.addEventListener('keydown', onKey);
	});

	function onMove(event) {
		if (event.pointerId !== drag.pointer) return;
		if (!drag.ghost) {
			if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < START_DISTANCE) return;
			lift();
		}
		event.preventDefault();
		drag.at = { x: event.clientX, y: event.clientY };
		drag.ghost.style.translate = `${event.clientX - drag.x}px ${event.clientY - drag.y}px`;
		mark(columnAt(event.clientX, event.clientY));
	}

	function lift() {
		const box = drag.card.getBoundingClientRect();
		drag.ghost = drag.card.cloneNode(true);
		drag.ghost.classList.add('ghost');
		drag.ghost.setAttribute('aria-hidden', 'true');
		drag.ghost.inert = true;
		Object.assign(drag.ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` });
		document.body.append(drag.ghost);
		document.body.classList.add('dragging');
		drag.card.classList.add('lifted');
		onStart(drag.id);
		requestAnimationFrame(scrollAtEdges);
	}

	function columnAt(x, y) {
		return document.elementFromPoint(x, y)?.closest('.column') ?? undefined;
	}

	function mark(column) {
		if (column === drag.over) return;
		drag.over?.classList.remove('over');
		column?.classList.add('over');
		drag.over = column;
	}

	function onUp(event) {
		if (event.pointerId !== drag.pointer) return;
		const { ghost, over, id } = drag;
		finish();
		if (!ghost) return;
		swallowClick();
		if (over) onDrop(id, over.dataset.stage);
	}

	function onKey(event) {
		if (event.key === 'Escape') cancel();
	}

	function cancel() {
		finish();
	}

	function finish() {
		window.removeEventListener('pointermove', onMove);
		window.removeEventListener('pointerup', onUp);
		window.removeEventListener('pointercancel', cancel);
		window.removeEventListener('keydown', onKey);
		const { ghost, card, over } = drag;
		drag = undefined;
		over?.classList.remove('over');
		card.classList.remove('lifted');
		ghost?.remove();
		document.body.classList.remove('dragging');
		if (ghost) onEnd();
	}

	/** Lets a card travel to a column that is out of sight. */
	function scrollAtEdges() {
		if (!drag?.ghost) return;
		if (drag.at) {
			window.scrollBy(0, pull(drag.at.y, window.innerHeight));
			root.querySelector('.columns').scrollBy(pull(drag.at.x, window.innerWidth), 0);
			mark(columnAt(drag.at.x, drag.at.y));
		}
		requestAnimationFrame(scrollAtEdges);
	}
}

function pull(position, extent) {
	if (position < EDGE) return -EDGE_SPEED;
	return position > extent - EDGE ? EDGE_SPEED : 0;
}

/** The click that ends a drag is no choice of the card under it. */
function swallowClick() {
	const swallow = (event) => event.stopPropagation();
	window.addEventListener('click', swallow, { capture: true, once: true });
	setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}
