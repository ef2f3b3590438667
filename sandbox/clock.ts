/** The world's date and time: runs on from the moment it was set to. */
export interface Clock {
	now(): Date;
	/** @param to a date, or undefined for the machine's own time */
	set(to: Date | undefined): void;
}

export function createClock(machine: () => number = Date.now): Clock {
	let offsetMs = 0;
	return {
		now: () => new Date(machine() + offsetMs),
		set: (to) => {
			offsetMs = to ? to.getTime() - machine() : 0;
		},
	};
}
