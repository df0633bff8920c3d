import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The first tests the property that random histories are held to, not the room; the second takes a minute. After the
 * third, a loop that a change makes endless would count as one only after a hundred large bodies.
 */
const leftOut = ['brokenVariants.test.mts', 'hostileOrders.test.mts', 'largestBody.test.mts'];

/** Last, since the first test that fails is enough. */
const slowest = 'everyHistory.test.mts';

// All unit tests of a room as one suite: what they import is loaded once for each change of mutation testing.
const folder = join(process.cwd(), 'test/unit', process.env.MUTATED_ROOM ?? '');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.test.mts') && !leftOut.some((name) => file.endsWith(name)))
	.sort((one, other) => Number(one.endsWith(slowest)) - Number(other.endsWith(slowest)));
for (const file of files) jest.requireActual(join(folder, file));
