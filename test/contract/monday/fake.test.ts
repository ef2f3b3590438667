import { asFakeRequest, FIELDS, inProcess, testAccount, TOKEN } from './account';

describe('the fake is as strict as the vendor', () => {
	const send = async (query: string, variables: object = {}, account = testAccount()) =>
		account.http.send({
			kind: 'read',
			method: 'POST',
			url: 'https://api.monday.com/v2',
			body: { query, variables },
			purpose: 'x',
		});

	it.each([
		['{ items(ids: [1]) { id colour } }', 400, 'GRAPHQL_VALIDATION_FAILED'],
		['{ items { id', 400, 'GRAPHQL_VALIDATION_FAILED'],
		['mutation { delete_webhook(id: 5) { id } }', 200, 'ResourceNotFoundException'],
		['mutation { create_update(item_id: 5, body: "x") { id } }', 200, 'InvalidItemIdException'],
		[
			'mutation { create_column(board_id: 880012345, id: "D2I", title: "t", column_type: text) { id } }',
			200,
			'InvalidColumnIdException',
		],
		['mutation { create_column(board_id: 1, title: "t", column_type: text) { id } }', 200, 'InvalidBoardIdException'],
		['{ next_items_page(cursor: "x") { cursor } }', 200, 'CursorException'],
		['{ webhooks(board_id: 1) { id } }', 200, 'InvalidBoardIdException'],
	])('%s → %i %s', async (query, status, code) => {
		const answer = await send(query);
		expect(answer).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } });
	});

	it('takes values only as their columns take them, all or none', async () => {
		const account = testAccount();
		await account.crm.ensureFields(FIELDS);
		const { id } = await account.fake.createDeal({ title: 'D' });
		const change = async (values: object) =>
			send(
				'mutation ($id: ID, $values: JSON!) { change_multiple_column_values(board_id: 880012345, item_id: $id, column_values: $values) { id } }',
				{ id, values: JSON.stringify(values) },
				account,
			);
		for (const wrong of [
			{ dti_number: 7 },
			{ deal_stage: { index: 99 } },
			{ deal_stage: { label: 'Nibylandia' } },
			{ deal_value: 'dużo' },
			{ dti_pdf: 'x' },
			{ dti_link: 'no address' },
			{ subtasks_mkx7s: 'x' },
		])
			expect(await change({ dti_status: 'nie', ...wrong })).toMatchObject({
				body: { errors: [{ extensions: { code: 'ColumnValueException' } }] },
			});
		expect(account.fake.getDeal(id)).toMatchObject({ status: '' });
		expect(await change({ dti_status: 'tak', deal_stage: { index: 3 } })).toMatchObject({ body: { data: {} } });
		expect(account.fake.getDeal(id)).toMatchObject({ status: 'tak', stage: 'invoice' });
	});

	it('takes files at their own address and in their own form only', async () => {
		const account = testAccount();
		await account.crm.ensureFields(FIELDS);
		const { id } = await account.fake.createDeal({ title: 'D' });
		const query = `mutation ($file: File!) { add_file_to_column(item_id: ${id}, column_id: "dti_pdf", file: $file) { id } }`;
		const request = {
			kind: 'create' as const,
			method: 'POST' as const,
			url: 'https://api.monday.com/v2/file',
			purpose: 'x',
		};
		expect(await account.http.send({ ...request, body: { query } })).toMatchObject({ status: 400 });
		const file = {
			fileName: 'Faktura „ósma".pdf',
			contentType: 'application/pdf',
			content: Buffer.from('%PDF\r\n--\r\n'),
		};
		await account.client.upload(query, file, { kind: 'create', purpose: 'put the PDF on deal 7' });
		expect((account.fake.getDeal(id) as { files: unknown[] }).files).toMatchObject([
			{ name: file.fileName, size: file.content.length },
		]);
		const { body: raw, headers } = {
			body: Buffer.from('x'),
			headers: { 'content-type': 'multipart/form-data; boundary=y' },
		};
		const broken = { ...asFakeRequest({ ...request, body: raw, headers }, TOKEN) };
		expect(await account.fake.handle(broken)).toMatchObject({ status: 400 });
	});

	it('counts the calls of a day and of a minute, and what they cost', async () => {
		const account = testAccount({ limits: { perDay: 3 } });
		const statuses = async (count: number) => {
			const found: number[] = [];
			for (let at = 0; at < count; at++) found.push((await send('{ me { id } }', {}, account)).status);
			return found;
		};
		expect(await statuses(4)).toEqual([200, 200, 200, 429]);
		account.pass(14 * 60);
		expect(await statuses(1)).toEqual([200]);
		const minute = testAccount({ limits: { perMinute: 1 } });
		await send('{ me { id } }', {}, minute);
		expect(await send('{ me { id } }', {}, minute)).toMatchObject({
			status: 429,
			headers: { 'retry-after': expect.any(String) },
		});
		const dear = testAccount({ limits: { complexityPerMinute: 10 } });
		expect(await send('{ boards { id columns { id } } }', {}, dear)).toMatchObject({
			status: 200,
			body: { errors: [{ extensions: { code: 'COMPLEXITY_BUDGET_EXHAUSTED', retry_in_seconds: expect.any(Number) } }] },
		});
		const off = testAccount({ limits: { perDay: 0 }, isLimited: () => false });
		expect((await send('{ me { id } }', {}, off)).status).toBe(200);
	});

	it('knows its tokens, and forgets one that was revoked', async () => {
		const account = testAccount();
		expect(
			(
				await inProcess(account.fake, 'wrong').send({
					kind: 'read',
					method: 'POST',
					url: 'https://api.monday.com/v2',
					body: { query: '{ me { id } }' },
					purpose: 'x',
				})
			).status,
		).toBe(401);
		account.strike('token-revoked');
		await expect(account.crm.account()).rejects.toMatchObject({ cause_: 'credential', outcome: 'notDone' });
		expect(await account.crm.account()).toBe('7700123');
		account.strike('error-in-200');
		await expect(account.crm.setStatus('1', 'x', FIELDS)).rejects.toMatchObject({ cause_: 'unavailable' });
	});
});
