import fc from 'fast-check';
import { keyOf, SeenIds } from '../../../core/polling/seenIds.ts';

const firstMs = Date.UTC(2026, 10, 20);
const keys = ['a', 'b', 'c', 'd'].map(keyOf);
const key = fc.constantFrom(...keys);
const time = fc.integer({ min: 0, max: 6 }).map((ms) => firstMs + ms);

/** What happens to a memory, and the same to a plain map of keys and moments. */
type Step = (seen: SeenIds, plain: Map<string, number>) => void;

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.tuple(key, time).map(([k, ms]): Step => (seen, plain) => {
		seen.add(k, ms);
		plain.set(k, ms);
	}),
	key.map((k): Step => (seen, plain) => {
		seen.delete(k);
		plain.delete(k);
	}),
	time.map((floorMs): Step => (seen, plain) => {
		seen.evict(floorMs);
		for (const [k, ms] of plain) if (ms <= floorMs) plain.delete(k);
	}),
);

it('stores what is remembered at that moment, whatever was stored before', () => {
	const steps = fc.array(fc.tuple(step, fc.boolean()), { maxLength: 12 });
	fc.assert(
		fc.property(steps, (taken) => {
			const seen = new SeenIds();
			const plain = new Map<string, number>();
			for (const [takeStep, isStored] of taken) {
				takeStep(seen, plain);
				expect([...seen.entries()]).toEqual([...plain]);
				if (!isStored) continue;
				expect(seen.toText()).toBe([...plain].map(([k, ms]) => `${k}:${ms}`).join(' '));
				expect([...SeenIds.read(seen.toText()).seen.entries()]).toEqual([...plain]);
			}
		}),
	);
});

it('rounds a moment up, so that what lies at the floor is forgotten and nothing after it', () => {
	const seen = new SeenIds();
	seen.add(keys[0]!, firstMs + 0.2);
	seen.evict(firstMs);
	expect(seen.get(keys[0]!)).toBe(firstMs + 1);
	seen.evict(firstMs + 1);
	expect(seen.size).toBe(0);
});
