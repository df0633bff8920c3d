import config from './jest.config.mjs';

const unit = config.projects.find(({ displayName }) => displayName === 'unit');

/** The unit level alone, as mutation testing runs it. */
export default {
	...unit,
	displayName: undefined,
	testPathIgnorePatterns: ['/node_modules/', 'test/unit/docs', 'test/unit/.*messages'],
};
