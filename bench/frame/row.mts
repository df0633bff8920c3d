import { median, spreadPercent } from './statistics.mts';

/** One line of the table, and one object of `--json`. */
export interface Row {
	section: string;
	name: string;
	/** Ours: the median over all rounds. */
	value: number;
	unit: string;
	/** What was measured in the same run, round by round. */
	comparedTo: string;
	/** How many times as good as that: above 1 we are faster, smaller or cheaper, whatever the unit. */
	ratio: number | null;
	/** E.g. "≥ 0.95" of the ratio, or a limit of the value. */
	goal: string | null;
	met: boolean | null;
}

/** A row with what the report shows beside it. */
export interface MeasuredRow extends Row {
	/** Half the distance between the best and the worst round, in percent of the median. */
	spread: number | null;
}

interface Comparison {
	section: string;
	name: string;
	unit: string;
	comparedTo: string;
	/** One figure a round, both measured in the same round. */
	ours: readonly number[];
	theirs: readonly number[];
	better: 'higher' | 'lower';
	/** The least ratio that is good enough. */
	goal?: number;
}

/** Ours against something else: the ratio is taken within each round, so that what disturbs a round disturbs both. */
export function compareRow({
	section,
	name,
	unit,
	comparedTo,
	ours,
	theirs,
	better,
	goal,
}: Comparison): MeasuredRow {
	const ratios = ours.map((own, round) =>
		better === 'higher' ? own / theirs[round]! : theirs[round]! / own,
	);
	const ratio = median(ratios);
	return {
		section,
		name,
		value: median(ours),
		unit,
		comparedTo,
		ratio,
		goal: goal === undefined ? null : `≥ ${goal}`,
		met: goal === undefined ? null : ratio >= goal,
		spread: spreadPercent(ours),
	};
}

interface Measurement {
	section: string;
	name: string;
	unit: string;
	values: readonly number[];
	comparedTo?: string;
	ratio?: number | null;
	goal?: { text: string; met: boolean };
}

/** A figure that is held against a limit, or against nothing. */
export function valueRow({
	section,
	name,
	unit,
	values,
	comparedTo = '–',
	ratio = null,
	goal,
}: Measurement): MeasuredRow {
	return {
		section,
		name,
		value: median(values),
		unit,
		comparedTo,
		ratio,
		goal: goal?.text ?? null,
		met: goal?.met ?? null,
		spread: values.length > 1 ? spreadPercent(values) : null,
	};
}
