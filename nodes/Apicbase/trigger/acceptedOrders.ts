import { Receipts } from '../../../core/webhook/receipts';

const hourMs = 60 * 60 * 1000;

/**
 * Which orders this process has accepted. n8n gives a webhook trigger no durable memory (docs/limits.md), so a restart
 * empties it; the ledger and the ERP's external id decide then.
 */
export const acceptedOrders = new Receipts({ orders: 10_000, maxAgeMs: 48 * hourMs });
