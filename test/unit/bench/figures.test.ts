import { figuresOf, table } from '../../bench/figures';

describe('figures', () => {
	it('are taken by nearest rank, whatever the order', () => {
		const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
		expect(figuresOf(hundred)).toEqual({ count: 100, p50: 50, p95: 95, max: 100 });
		expect(figuresOf([10, 9, 100])).toEqual({ count: 3, p50: 10, p95: 100, max: 100 });
		expect(figuresOf([7])).toEqual({ count: 1, p50: 7, p95: 7, max: 7 });
		expect(figuresOf([]).p50).toBeNaN();
	});

	it('stand in columns', () => {
		expect(
			table(
				['a', 'count'],
				[
					['long', 5],
					['x', 10],
				],
			).split('\n'),
		).toEqual(['a      count', '────   ─────', 'long       5', 'x         10']);
	});
});
