import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SUPPLIER_SCOPE } from '../oauth/scopes.mts';
import type { SandboxContext } from '../sandboxContext.mts';
import type { FieldMessages } from '../wire/orderFilters.mts';
import { refusalBody } from '../wire/refusalBody.mts';

interface Upload {
	customerNumber?: string;
	fileName?: string;
	content?: Buffer;
}

/** Assortment upload: a JSON array of articles in UTF-8. https://developers.apicbase.com/reference/create-assortment-file */
export function addFileRoutes(api: FastifyInstance, context: SandboxContext): void {
	api.post(
		'/integrations/suppliers/files/',
		{ config: { scope: SUPPLIER_SCOPE } },
		async (request, reply) => {
			if (!request.isMultipart()) {
				return await reply.code(415).send({
					detail: `Unsupported media type "${request.headers['content-type'] ?? ''}" in request.`,
				});
			}
			const { customerNumber, fileName, content } = await readUpload(request);
			const articles = content === undefined ? 'No file was submitted.' : readArticles(content);
			const refused: FieldMessages = {
				...(typeof articles === 'string' && { file: [articles] }),
				...(!customerNumber && { customer_number: ['This field is required.'] }),
			};
			if (typeof articles === 'string' || !customerNumber)
				return await reply.code(400).send(refusalBody(refused, context.state.switches));
			const { files } = context.state;
			const file = {
				fileId: String(files.length + 1),
				customerNumber,
				fileName: fileName ?? '',
				receivedAt: new Date(context.clock()).toISOString(),
				articles,
			};
			files.push(file);
			return await reply.code(201).send({
				id: file.fileId,
				customer_number: customerNumber,
				file: file.fileName,
				created_on: file.receivedAt,
			});
		},
	);
}

async function readUpload(request: FastifyRequest): Promise<Upload> {
	const upload: Upload = {};
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			const content = await part.toBuffer();
			if (part.fieldname === 'file') Object.assign(upload, { fileName: part.filename, content });
		} else if (part.fieldname === 'customer_number') {
			upload.customerNumber = String(part.value);
		}
	}
	return upload;
}

/** The articles, or what stands against taking the file. */
function readArticles(content: Buffer): unknown[] | string {
	let read: unknown;
	try {
		read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
	} catch (cause) {
		return `Not JSON in UTF-8: ${cause instanceof Error ? cause.message : String(cause)}`;
	}
	if (!Array.isArray(read) || read.length === 0) return 'A JSON array of articles is expected.';
	const articles: unknown[] = read;
	const bare = articles.findIndex(
		(article) => !hasText(article, 'third_party_id') || !hasText(article, 'name'),
	);
	return bare === -1 ? articles : `Article ${bare + 1} lacks third_party_id or name.`;
}

function hasText(article: unknown, field: string): boolean {
	if (typeof article !== 'object' || article === null) return false;
	const value = (article as Record<string, unknown>)[field];
	return typeof value === 'string' && value !== '';
}
