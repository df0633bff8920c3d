import type { Session } from './session.mts';

type ColumnType = 'string' | 'number' | 'boolean' | 'date';

/** n8n's own table; nodes refer to it by id. */
export interface DataTable {
	id: string;
	name: string;
	projectId: string;
}

export type Row = Record<string, string | number | boolean | null>;

export class DataTableApi {
	constructor(private readonly session: Session) {}

	/** Makes a table in the owner's personal project, e.g. `create('Orders', { orderNumber: 'string' })`. */
	async create(name: string, columns: Record<string, ColumnType>): Promise<DataTable> {
		const { id: projectId } = await this.session.send<{ id: string }>(
			'GET',
			'/rest/projects/personal',
		);
		const { id } = await this.session.send<{ id: string }>(
			'POST',
			`/rest/projects/${projectId}/data-tables`,
			{
				name,
				columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
			},
		);
		return { id, name, projectId };
	}

	/** The table of this name; made where no suite has made it yet, since names are unique in n8n. */
	async findOrCreate(name: string, columns: Record<string, ColumnType>): Promise<DataTable> {
		return (
			(await this.lookUp(name)) ??
			// Another suite may have made it in between.
			(await this.create(name, columns).catch(() => this.find(name)))
		);
	}

	/** A table that exists, by its name. */
	async find(name: string): Promise<DataTable> {
		const table = await this.lookUp(name);
		if (table === undefined) throw new Error(`There is no data table "${name}".`);
		return table;
	}

	private async lookUp(name: string): Promise<DataTable | undefined> {
		const { id: projectId } = await this.session.send<{ id: string }>(
			'GET',
			'/rest/projects/personal',
		);
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const { data } = await this.session.send<{ data: DataTable[] }>(
			'GET',
			`/rest/projects/${projectId}/data-tables?filter=${filter}`,
		);
		const table = data.find((one) => one.name === name);
		return table && { id: table.id, name, projectId };
	}

	/** Up to 100 rows, oldest first, with n8n's own columns id, createdAt and updatedAt. */
	async rows({ id, projectId }: DataTable): Promise<Row[]> {
		const path = `/rest/projects/${projectId}/data-tables/${id}/rows?take=100&sortBy=id:asc`;
		const reply = await this.session.send<{ data: Row[] } | Row[]>('GET', path);
		return Array.isArray(reply) ? reply : reply.data;
	}

	/** What "Download CSV" gives. */
	async csv({ id, projectId }: DataTable): Promise<string> {
		const path = `/rest/projects/${projectId}/data-tables/${id}/download-csv?includeSystemColumns=false`;
		return (await this.session.send<{ csvContent: string }>('GET', path)).csvContent;
	}

	async insert({ id, projectId }: DataTable, rows: Row[]): Promise<void> {
		await this.session.send('POST', `/rest/projects/${projectId}/data-tables/${id}/insert`, {
			data: rows,
			returnType: 'count',
		});
	}

	/** Deletes a table with its rows. */
	async remove({ id, projectId }: DataTable): Promise<void> {
		await this.session.send('DELETE', `/rest/projects/${projectId}/data-tables/${id}`);
	}
}
