const { createRequire } = require('node:module');

// Vendure lives in the cache, this file in the repository.
const [, , folder, port, workFolder] = process.argv;
// It writes its log of jobs into the working directory.
process.chdir(workFolder);
const from = createRequire(`${folder}/package.json`);
from('reflect-metadata');
const { bootstrap, DefaultLogger, LanguageCode, LogLevel } = from('@vendure/core');
const { populateInitialData } = from('@vendure/core/cli');

/** SQLite in memory. The external ID is unique, so the database itself refuses a second order with it. */
const config = {
	apiOptions: { hostname: '127.0.0.1', port: Number(port), adminApiPath: 'admin-api', cors: false },
	authOptions: {
		tokenMethod: ['bearer'],
		superadminCredentials: { identifier: 'admin', password: 'loopback-only' },
	},
	dbConnectionOptions: { type: 'sqljs', synchronize: true, autoSave: false, logging: false },
	paymentOptions: { paymentMethodHandlers: [] },
	customFields: {
		Order: [
			{ name: 'externalId', type: 'string', unique: true, nullable: true },
			{ name: 'fingerprint', type: 'string', nullable: true },
		],
	},
	logger: new DefaultLogger({ level: LogLevel.Error }),
};

const initialData = {
	defaultLanguage: LanguageCode.en,
	defaultZone: 'Europe',
	countries: [{ name: 'Belgium', code: 'BE', zone: 'Europe' }],
	taxRates: [{ name: 'None', percentage: 0 }],
	shippingMethods: [{ name: 'Van', price: 0 }],
	paymentMethods: [],
	collections: [],
};

bootstrap(config)
	.then((app) => populateInitialData(app, initialData))
	.then(() => console.log('Vendure is ready'));
