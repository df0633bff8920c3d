import { playHistory } from './history.mts';

const histories = Number(process.env.HISTORIES ?? 200);
const firstSeed = Number(process.env.POLLING_SEED ?? 1);

it(`hands every order on once in ${histories} random histories from seed ${firstSeed}`, () => {
	const broken = Array.from({ length: histories }, (_, index) => playHistory(firstSeed + index))
		.filter((verdict) => verdict.length > 0)
		.map((verdict) => verdict.slice(0, 4));
	expect(broken).toEqual([]);
}, 600_000);
