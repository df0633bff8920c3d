import type { ListedOrder } from './listedOrder';
import { endStatus } from './reading';
import type { WindowReading } from './state';

/** What the pages of one list have shown within a poll. */
export class PagesShown {
	private keys = new Set<string>();

	private repeats = 0;

	/** Notes a page; ends the list where every page is the same, and has it read again where entries moved past a page. */
	note(
		reading: WindowReading,
		page: number,
		listed: readonly ListedOrder[],
		isRepeated: boolean,
	): void {
		if (page === 1) this.keys = new Set();
		this.repeats = isRepeated ? this.repeats + 1 : 0;
		// Where a page shows an order of an earlier one, another order may have moved past both.
		if (!isRepeated && listed.some(({ id, key }) => id !== null && this.keys.has(key)))
			reading.isStable = false;
		for (const { key } of listed) this.keys.add(key);
		// Once, and as many new entries as a page holds have moved it on; twice, and the server ignores the page number.
		if (this.repeats < 2 || reading.page === 1) return;
		// Unless earlier pages were others: then more new ones came, and what is behind them is not read.
		if (this.repeats < page - 1) reading.foundLate = true;
		endStatus(reading);
	}
}
