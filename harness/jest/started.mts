import type { BrowserServer } from 'playwright-core';
import type { N8n } from '../n8n/startN8n.mts';

/** What the set-up started and the tear-down stops; both run in jest's own process. */
export const startedForTests: { n8n?: N8n; browser?: BrowserServer } = {};
