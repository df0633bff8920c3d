import { createRequire } from 'node:module';

const { default: TestRunner } = createRequire(import.meta.url)('jest-runner');

/** Runs one suite after the other. */
export default class OneAtATime extends TestRunner {
	isSerial = true;
}
