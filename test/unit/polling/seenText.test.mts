import fc from 'fast-check';
import { addSeen, readSeen, writeSeen } from '../../../core/polling/seenText.ts';
import { rememberedAs } from '../../../core/polling/sighting.ts';

const order = fc.tuple(
	fc.integer({ min: 0, max: 30 }).map((id) => rememberedAs(String(id))),
	fc.integer({ min: 0, max: 2 ** 42 }),
);
const orders = fc.array(order);

describe('known orders', () => {
	it('are read as they were written', () => {
		fc.assert(
			fc.property(orders, (known) => {
				const damaged: string[] = [];
				expect(readSeen(writeSeen(new Map(known)), damaged)).toEqual(new Map(known));
				expect(damaged).toEqual([]);
			}),
		);
	});

	it('are written alike, whether they were added to what was read or are all new', () => {
		fc.assert(
			fc.property(orders, orders, (known, more) => {
				const added = addSeen(readSeen(writeSeen(new Map(known)), [])!, more);
				expect(writeSeen(added)).toBe(writeSeen(new Map([...known, ...more])));
			}),
		);
	});

	it('stay the very same when there are no more', () => {
		const seen = new Map([[rememberedAs('1'), 5]]);
		expect(addSeen(seen, [])).toBe(seen);
	});
});
