import { coreSection } from './core/section.mts';
import type { Section } from './frame/section.mts';
import { webhookSection } from './webhook/section.mts';

/** In the order of the report. */
export const sections: Section[] = [webhookSection, coreSection];
