const turns = new Map<string, Promise<unknown>>();

/** Runs work on one ledger after all work on it that came before, whatever became of that. */
export async function takeTurn<T>(ledger: string, work: () => Promise<T>): Promise<T> {
	const turn = (turns.get(ledger) ?? Promise.resolve()).then(work, work);
	turns.set(ledger, turn);
	try {
		return await turn;
	} finally {
		if (turns.get(ledger) === turn) turns.delete(ledger);
	}
}
