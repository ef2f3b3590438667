/**
 * Runs inside the page: visible texts whose colour has less than 4.5:1 on the ground behind them (3:1 for large text).
 * Disabled controls are left out, as WCAG does.
 */
function lowContrast() {
	const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
	const rgba = (colour) => {
		pen.clearRect(0, 0, 1, 1);
		pen.fillStyle = colour;
		pen.fillRect(0, 0, 1, 1);
		return [...pen.getImageData(0, 0, 1, 1).data];
	};
	const ground = (start) => {
		for (let node = start; node; node = node.parentElement) {
			const colour = rgba(getComputedStyle(node).backgroundColor);
			if (colour[3] === 255) return colour;
		}
		return rgba('white');
	};
	const luminance = (colour) => {
		const [red, green, blue] = colour.map((value) => {
			const part = value / 255;
			return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const low = [];
	let checked = 0;
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode.parentElement;
		const text = walker.currentNode.textContent.trim();
		const exempt = '.unseen, noscript, :disabled, [aria-disabled=true]';
		if (!text || node.closest(exempt) || !node.checkVisibility()) continue;
		checked += 1;
		const style = getComputedStyle(node);
		const [one, other] = [luminance(rgba(style.color)), luminance(ground(node))];
		const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
		const needed = parseInt(style.fontSize, 10) >= 24 ? 3 : 4.5;
		if (ratio < needed) low.push(`${ratio.toFixed(2)} "${text}" (${node.className || node.tagName})`);
	}
	return { checked, low };
}
