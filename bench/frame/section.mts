import type { Plot } from './plot.mts';
import type { MeasuredRow } from './row.mts';

export type Say = (line: string) => void;

export interface SectionResult {
	rows: MeasuredRow[];
	/** Drawn into docs/ by a full run. */
	plots?: Plot[];
	/** Sentences for docs/performance.md: loads, rates, counts. */
	notes?: string[];
}

/** A part of the benchmark that can run alone: `npm run bench -- <name>`. */
export interface Section {
	name: string;
	title: string;
	run(say: Say): Promise<SectionResult>;
}
