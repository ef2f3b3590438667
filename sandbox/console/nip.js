/** Tax numbers for made-up buyers: each example has one of its own, so that its effects can be told apart. */

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];

function checkDigit(digits) {
	return digits.reduce((sum, digit, index) => sum + digit * WEIGHTS[index], 0) % 11;
}

/** A NIP whose check digit is right. */
export function randomNip() {
	for (;;) {
		const digits = Array.from({ length: 9 }, (_, index) => (index < 3 ? 1 : 0) + Math.floor(Math.random() * 9));
		const check = checkDigit(digits);
		// 10 is no digit: such a number was never given out.
		if (check < 10) return [...digits, check].join('');
	}
}

/** The same NIP with a wrong last digit. */
export function spoiled(nip) {
	return nip.slice(0, 9) + ((Number(nip[9]) + 1) % 10);
}
