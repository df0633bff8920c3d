import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One tests the property that random histories are held to, not the room; the other takes a minute. */
const leftOut = ['brokenVariants.test.mts', 'hostileOrders.test.mts'];

// All unit tests of a room as one suite: what they import is loaded once for each change of mutation testing.
const folder = join(process.cwd(), 'test/unit', process.env.MUTATED_ROOM ?? '');
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
	if (file.endsWith('.test.mts') && !leftOut.some((name) => file.endsWith(name)))
		jest.requireActual(join(folder, file));
