import { playHistory } from './history/playHistory.mts';

const histories = Number(process.env.HISTORIES ?? 300);
const firstSeed = Number(process.env.POLLING_SEED ?? 1);

it(`hands every order on once in ${histories} random histories from seed ${firstSeed}`, async () => {
	const broken = [];
	for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
		const verdict = await playHistory(seed);
		if (verdict.length > 0) broken.push(verdict.slice(0, 4));
	}
	expect(broken).toEqual([]);
}, 600_000);
