import assert from 'node:assert/strict';
import test from 'node:test';
import {
  Form,
  find,
  makeWorld,
  noticeText,
  REAL_NOTICE,
  settle,
  takeInText,
  workSeed,
} from '#modules/directives/testing/world.ts';
import { newId } from '#kernel/id.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DocumentDetail, DocumentPage, IntakeResult, ProposalList } from './schema.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: workSeed });
const world = await makeWorld(province);
const office = world.as('office');
const ORDER = 'Giao Sở Thông tin và Truyền thông hoàn thiện phần mềm nhắc việc trước ngày 30/3/2018.';

const reread = (id: string) => office.get<DocumentDetail>(`/api/notices/${id}`);

test('every value keeps the words it was read from', async () => {
  const document = await takeInText(world, noticeText([ORDER]));
  for (const field of document.fields.filter(({ span }) => span))
    assert.equal(document.text.slice(...(field.span ?? [0, 0])), field.words);
  const [proposal] = document.proposals;
  assert.ok(proposal);
  assert.equal(proposal.text, document.text.slice(...proposal.span));
  const [lead] = proposal.leads;
  assert.deepEqual([lead?.name, lead?.agencyIds], ['Sở Thông tin và Truyền thông', [world.agency('KH.STTTT')]]);
  assert.equal(document.text.slice(...(lead?.span ?? [0, 0])), 'Sở Thông tin và Truyền thông');
  assert.equal(proposal.deadlineOn, '2018-03-30');
  assert.match(document.text.slice(...(proposal.evidence['deadline']?.span ?? [0, 0])), /30\/3\/2018/);
  assert.deepEqual([document.issuedOn, document.state], ['2018-02-26', 'intake']);
});

test('the same paper is not taken in twice: by its file, its words, or its number, day and issuer', async () => {
  const text = noticeText([ORDER]);
  const file = (bytes: string, name = 'thong-bao.txt') =>
    office.post<IntakeResult>('/api/notices', new Form().file('file', name, Buffer.from(bytes)));
  const first = await file(text);
  assert.equal(first.alreadyHere, null);
  const same = await file(text, 'ten-khac.txt');
  assert.deepEqual([same.document.id, same.alreadyHere?.by], [first.document.id, 'file']);
  const pasted = await office.post<IntakeResult>('/api/notices', {
    text: text.replaceAll('\n\n', '\r\n').normalize('NFD'),
  });
  assert.deepEqual([pasted.document.id, pasted.alreadyHere?.by], [first.document.id, 'text']);
  const scanned = await office.post<IntakeResult>('/api/notices', { text: text.replace('hoàn thiện', 'hoàn thành') });
  assert.deepEqual([scanned.document.id, scanned.alreadyHere?.by], [first.document.id, 'number']);
  assert.match(scanned.alreadyHere?.text ?? '', /đã được đưa vào trước đó/);
  const other = await office.post<IntakeResult>('/api/notices', { text: text.replace('năm 2018', 'năm 2017') });
  assert.equal(other.alreadyHere, null);
});

test('taken in by two people at once, a paper is there once', async () => {
  const text = noticeText([ORDER]);
  const replies = await Promise.all(
    (['office', 'office2'] as const).flatMap((who) =>
      [1, 2, 3].map(() => world.as(who).post<IntakeResult>('/api/notices', { text })),
    ),
  );
  assert.equal(new Set(replies.map((reply) => reply.document.id)).size, 1);
  assert.equal(replies.filter((reply) => reply.alreadyHere === null).length, 1);
});

test('a document marked mật is refused and nothing of it is kept', async () => {
  for (const mark of ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT']) {
    const before = (await office.get<DocumentPage>('/api/notices')).counts;
    const refused = await office.refused('POST', '/api/notices', {
      text: noticeText([ORDER]).replace('Số:', `${mark}\n\nSố:`),
    });
    assert.deepEqual([refused.status, refused.code], [422, 'notices.classified'], mark);
    assert.deepEqual((await office.get<DocumentPage>('/api/notices')).counts, before);
  }
});

test('text in an old font is converted and the clerk is told', async () => {
  const document = await takeInText(
    world,
    'Giao Së Th«ng tin vµ TruyÒn th«ng hoµn thiÖn phÇn mÒm nh¾c viÖc tr­íc ngµy 30/3/2018.',
  );
  assert.ok(document.text.includes('Sở Thông tin và Truyền thông'), document.text);
  assert.ok(document.warnings.some(({ code, text }) => code === 'converted-tcvn3' && text !== ''));
});

test('the original file comes back as it was, as an attachment', async () => {
  const bytes = Buffer.from(noticeText([ORDER]).normalize('NFD'));
  const { document } = await office.post<IntakeResult>(
    '/api/notices',
    new Form().field('issuedOn', '2018-02-26').file('file', 'Thông báo "số 1".txt', bytes),
  );
  const reply = await office.send('GET', `/api/notices/${document.id}/file`);
  assert.deepEqual(reply.raw, bytes);
  assert.match(String(reply.headers['content-disposition']), /^attachment; /);
  assert.match(String(reply.headers['content-security-policy']), /sandbox/);
  const pasted = await takeInText(world, noticeText([ORDER]));
  assert.equal((await office.refused('GET', `/api/notices/${pasted.id}/file`)).code, 'notices.no_file');
});

test('what is no file and no text is refused at its field', async () => {
  const none = await office.refused('POST', '/api/notices', new Form().field('issuedOn', '2018-02-26'));
  assert.ok(none.fields?.['file']);
  const blank = await office.refused('POST', '/api/notices', { text: ' \n … ' });
  assert.ok(blank.fields?.['text']);
  const day = await office.refused(
    'POST',
    '/api/notices',
    new Form().field('issuedOn', '2018-02-30').file('file', 'a.txt', Buffer.from('x')),
  );
  assert.ok(day.fields?.['issuedOn']);
});

test('a proposal that is not complete is not accepted, and the field is named', async () => {
  const document = await takeInText(
    world,
    noticeText(['Giao Sở Thông tin và Truyền thông khẩn trương hoàn thiện phần mềm nhắc việc.']),
  );
  const [proposal] = document.proposals;
  assert.ok(proposal);
  const url = `/api/notices/${document.id}/proposals/${proposal.id}`;
  const refused = await office.refused('POST', `${url}/accept`, { version: proposal.version });
  assert.deepEqual(
    [refused.status, refused.code, Object.keys(refused.fields ?? {})],
    [422, 'notices.incomplete', ['deadlineOn']],
  );
  const none = await office.patch<ProposalList>(url, { version: 1, noDeadline: true });
  assert.deepEqual(find(none, proposal.id).problems, []);
  const accepted = await office.post<ProposalList>(`${url}/accept`, { version: 2 });
  assert.equal(find(accepted, proposal.id).state, 'accepted');
  assert.deepEqual(find(accepted, proposal.id).warnings, [], 'accepting decides what was still open');
  assert.equal(accepted.state, 'checked');
});

test('contradictions are refused where they are typed', async () => {
  const document = await takeInText(world, noticeText([ORDER]));
  const url = `/api/notices/${document.id}/proposals/${document.proposals[0]?.id}`;
  const early = await office.refused('PATCH', url, { version: 1, deadlineOn: '2018-02-01' });
  assert.match(early.fields?.['deadlineOn'] ?? '', /sớm hơn ngày ban hành/);
  const both = await office.refused('PATCH', url, { version: 1, deadlineOn: '2018-03-30', noDeadline: true });
  assert.equal(both.code, 'notices.date_and_none');
  const unknown = await office.refused('PATCH', url, { version: 1, leads: [{ name: 'Sở Bùa Chú' }] });
  assert.ok(unknown.fields?.['leads']);
  const made = await office.refused('PATCH', url, { version: 1, leads: [{ name: 'Sở Y tế', agencyIds: [newId()] }] });
  assert.equal(made.code, 'notices.unknown_agency');
});

test('bodies are chosen by name, by abbreviation of a group, or from the register', async () => {
  const document = await takeInText(world, noticeText([ORDER]));
  const id = document.proposals[0]?.id ?? '';
  const url = `/api/notices/${document.id}/proposals/${id}`;
  const after = await office.patch<ProposalList>(url, {
    version: 1,
    leads: [{ name: 'Sở Tài chính' }],
    cooperating: [{ name: 'UBND cấp huyện' }, { name: 'Sở NV', agencyIds: [world.agency('KH.SNV')] }],
  });
  const proposal = find(after, id);
  assert.deepEqual(proposal.leads[0]?.agencyIds, [world.agency('KH.STC')]);
  assert.deepEqual(
    proposal.cooperating.map((body) => body.agencyIds.length),
    [9, 1],
  );
  assert.deepEqual(proposal.edited, ['leads', 'cooperating']);
});

test('of two clerks in two tabs the second is told who changed what', async () => {
  const document = await takeInText(world, noticeText([ORDER]));
  const id = document.proposals[0]?.id ?? '';
  const url = `/api/notices/${document.id}/proposals/${id}`;
  await world.as('office2').patch<ProposalList>(url, { version: 1, product: 'Phần mềm chạy được' });
  for (const [method, path, body] of [
    ['PATCH', url, { version: 1, urgency: 'urgent' }],
    ['POST', `${url}/accept`, { version: 1 }],
    ['POST', `${url}/drop`, { version: 1 }],
    ['POST', `${url}/split`, { version: 1, at: (document.proposals[0]?.span[0] ?? 0) + 30 }],
  ] as const) {
    const refused = await office.refused(method, path, body);
    assert.deepEqual([refused.status, refused.code], [409, 'notices.proposal_changed'], path);
    assert.match(refused.detail, /^Hà Văn Phòng đã sửa đề xuất 1 lúc 15:00/);
  }
  const head = await world
    .as('office2')
    .patch<DocumentDetail>(`/api/notices/${document.id}`, { version: 1, subject: 'Họp giao ban tháng 2' });
  assert.equal(head.fields.find(({ name }) => name === 'subject')?.corrected?.by, 'Hà Văn Phòng');
  const late = await office.refused('PATCH', `/api/notices/${document.id}`, { version: 1, subject: 'Khác' });
  assert.equal(late.code, 'notices.document_changed');
});

test('a proposal split in two reads each part for itself and keeps the lead', async () => {
  const order =
    'Giao Sở Thông tin và Truyền thông khảo sát nhu cầu trước ngày 15/3/2018, hoàn thiện phần mềm nhắc việc trước ngày 30/3/2018.';
  const document = await takeInText(world, noticeText([order]));
  let list: ProposalList = document;
  while (list.proposals.filter(({ state }) => state !== 'dropped').length > 1) {
    const [one, two] = list.proposals.filter(({ state }) => state !== 'dropped');
    list = await office.post<ProposalList>(`/api/notices/${document.id}/proposals/${one?.id}/merge`, {
      version: one?.version,
      nextVersion: two?.version,
    });
  }
  const whole = list.proposals.find(({ state }) => state !== 'dropped');
  assert.ok(whole);
  const url = `/api/notices/${document.id}/proposals/${whole.id}`;
  const outside = await office.refused('POST', `${url}/split`, { version: whole.version, at: whole.span[0] });
  assert.equal(outside.code, 'notices.split_outside');
  const span = whole.span;
  const at = document.text.indexOf('hoàn thiện phần mềm', span[0]);
  const after = await office.post<ProposalList>(`${url}/split`, { version: whole.version, at });
  const parts = after.proposals.filter(({ state }) => state !== 'dropped');
  assert.deepEqual(
    parts.map((part) => [part.deadlineOn, part.leads.map(({ name }) => name)]),
    [
      ['2018-03-15', ['Sở Thông tin và Truyền thông']],
      ['2018-03-30', ['Sở Thông tin và Truyền thông']],
    ],
  );
  assert.deepEqual(
    parts.map((part) => document.text.slice(...part.span)),
    parts.map((part) => part.text),
  );
});

test('each change can be taken back, the newest first, whoever made it', async () => {
  const document = await takeInText(
    world,
    noticeText([ORDER, 'Giao Sở Tài chính bố trí kinh phí trước ngày 15/3/2018.']),
  );
  const shape = (list: ProposalList) =>
    list.proposals.map(({ text, state, deadlineOn, leads, product }) => [
      text,
      state,
      deadlineOn,
      leads.map(({ name }) => name),
      product,
    ]);
  const [one, two] = document.proposals;
  assert.ok(one && two);
  const url = `/api/notices/${document.id}/proposals`;
  const steps: (() => Promise<ProposalList>)[] = [];
  const stages: unknown[] = [shape(document)];
  const version = async (id: string) => find(await reread(document.id), id).version;
  steps.push(
    async () =>
      office.patch<ProposalList>(`${url}/${one.id}`, {
        version: await version(one.id),
        product: 'Biên bản',
        deadlineOn: '2018-04-10',
      }),
    async () => world.as('office2').post<ProposalList>(`${url}/${two.id}/drop`, { version: await version(two.id) }),
    async () => office.post<ProposalList>(`${url}/${two.id}/restore`, { version: await version(two.id) }),
    async () =>
      office.post<ProposalList>(`${url}/${one.id}/split`, {
        version: await version(one.id),
        at: document.text.indexOf('phần mềm', one.span[0]),
      }),
    async () =>
      office.post<ProposalList>(url, {
        from: document.text.indexOf('Chủ tịch UBND tỉnh kết luận'),
        to: document.text.indexOf('kết luận:') + 8,
      }),
    async () =>
      office.post<ProposalList>(`${url}/${one.id}/merge`, {
        version: await version(one.id),
        nextVersion: (await reread(document.id)).proposals[2]?.version,
      }),
    async () =>
      office.post<ProposalList>(`/api/notices/${document.id}/accept`, {
        versions: { [two.id]: await version(two.id) },
      }),
  );
  for (const step of steps) stages.push(shape(await step()));
  for (let index = stages.length - 2; index >= 0; index -= 1) {
    const now = await reread(document.id);
    assert.match(now.undo ?? '', /^Hoàn tác: /);
    assert.deepEqual(
      shape(await world.as('office2').post<ProposalList>(`/api/notices/${document.id}/undo`)),
      stages[index],
      `stage ${index}`,
    );
  }
  assert.equal((await office.refused('POST', `/api/notices/${document.id}/undo`, {})).code, 'notices.nothing_to_undo');
});

test('what was merged is not taken up again beside the whole', async () => {
  const document = await takeInText(
    world,
    noticeText([ORDER, 'Giao Sở Tài chính bố trí kinh phí trước ngày 15/3/2018.']),
  );
  const [one, two] = document.proposals;
  const url = `/api/notices/${document.id}/proposals`;
  const list = await office.post<ProposalList>(`${url}/${one?.id}/merge`, { version: 1, nextVersion: 1 });
  const whole = find(list, one?.id ?? '');
  assert.deepEqual([whole.deadlineOn, whole.leads.length], ['2018-03-15', 2], 'the earlier deadline, both leads');
  const refused = await office.refused('POST', `${url}/${two?.id}/restore`, { version: 2 });
  assert.equal(refused.code, 'notices.proposal_merged');
  const last = await office.refused('POST', `${url}/${one?.id}/merge`, { version: 2, nextVersion: 2 });
  assert.equal(last.code, 'notices.no_next');
});

test('a proposal from a selection is read like any other and stands in its place', async () => {
  const document = await takeInText(world, noticeText(['Thống nhất với báo cáo của Sở Nội vụ.', ORDER]));
  const words = 'báo cáo của Sở Nội vụ';
  const from = document.text.indexOf(words);
  const list = await office.post<ProposalList>(`/api/notices/${document.id}/proposals`, {
    from: from - 1,
    to: from + words.length + 1,
  });
  const made = list.proposals.find(({ origin }) => origin === 'added');
  assert.ok(made);
  assert.equal(made.text, document.text.slice(...made.span));
  assert.ok(made.position < (list.proposals.find(({ deadlineOn }) => deadlineOn === '2018-03-30')?.position ?? 0));
  const beyond = await office.refused('POST', `/api/notices/${document.id}/proposals`, {
    from: 0,
    to: document.text.length + 1,
  });
  assert.equal(beyond.code, 'notices.selection_outside');
});

test('a corrected day of issue reads again what counts from it, and leaves what a person has set', async () => {
  const orders = [
    'Giao Sở Thông tin và Truyền thông hoàn thiện phần mềm nhắc việc trong 10 ngày kể từ ngày ký.',
    'Giao Sở Tài chính bố trí kinh phí trong 10 ngày kể từ ngày ký.',
  ];
  const document = await takeInText(world, noticeText(orders, 'ngày    tháng   năm 2018'));
  assert.equal(document.issuedOn, null);
  const [one, two] = document.proposals;
  assert.deepEqual([one?.deadlineOn, two?.deadlineOn], [null, null]);
  await office.patch<ProposalList>(`/api/notices/${document.id}/proposals/${two?.id}`, {
    version: 1,
    deadlineOn: '2018-04-20',
  });
  const after = await office.patch<DocumentDetail>(`/api/notices/${document.id}`, {
    version: 1,
    issuedOn: '2018-03-01',
  });
  assert.deepEqual(
    [find(after, one?.id ?? '').deadlineOn, find(after, two?.id ?? '').deadlineOn],
    ['2018-03-12', '2018-04-20'],
  );
});

test('another document with that number, day and issuer is not made by correcting one', async () => {
  const first = await takeInText(world, noticeText([ORDER]));
  const second = await takeInText(world, noticeText([ORDER.replace('30/3', '29/3')]));
  const refused = await office.refused('PATCH', `/api/notices/${second.id}`, { version: 1, number: first.number });
  assert.deepEqual([refused.status, refused.code], [409, 'notices.same_paper']);
});

test('a dropped document can be taken up again, and can be taken in anew', async () => {
  const text = noticeText([ORDER]);
  const document = await takeInText(world, text);
  const dropped = await office.post<DocumentDetail>(`/api/notices/${document.id}/drop`, {
    version: 1,
    reason: 'Nhầm văn bản',
  });
  assert.deepEqual([dropped.state, dropped.droppedReason], ['dropped', 'Nhầm văn bản']);
  const url = `/api/notices/${document.id}/proposals/${document.proposals[0]?.id}`;
  assert.equal((await office.refused('PATCH', url, { version: 1, urgency: 'urgent' })).code, 'notices.is_dropped');
  const anew = await office.post<IntakeResult>('/api/notices', { text });
  assert.notEqual(anew.document.id, document.id);
  assert.equal(
    (await office.refused('POST', `/api/notices/${document.id}/restore`, { version: 2 })).code,
    'notices.same_paper',
  );
  await office.post(`/api/notices/${anew.document.id}/drop`, { version: 1, reason: 'Lại nhầm' });
  assert.equal(
    (await office.post<DocumentDetail>(`/api/notices/${document.id}/restore`, { version: 2 })).state,
    'intake',
  );
});

test('the list is found by number without punctuation or marks, page by page', async () => {
  const document = await takeInText(world, noticeText([ORDER]));
  const found = await office.get<DocumentPage>(`/api/notices?q=${encodeURIComponent(document.number ?? '')}`);
  assert.deepEqual(
    found.documents.map(({ id }) => id),
    [document.id],
  );
  const seen: string[] = [];
  let cursor = '';
  do {
    const page: DocumentPage = await office.get(`/api/notices?limit=3${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.documents.map(({ id }) => id));
    cursor = page.next ?? '';
  } while (cursor);
  const { counts } = await office.get<DocumentPage>('/api/notices');
  assert.equal(
    seen.length,
    Object.values(counts).reduce((sum, n) => sum + n, 0),
  );
  assert.equal(new Set(seen).size, seen.length);
  assert.equal((await office.refused('GET', '/api/notices?cursor=rubbish')).code, 'http.bad_cursor');
});

test('a retried upload under one key makes one document', async () => {
  const text = noticeText([ORDER]);
  const first = await office.send<IntakeResult>('POST', '/api/notices', { text }, 'key-upload-1');
  const again = await office.send<IntakeResult>('POST', '/api/notices', { text }, 'key-upload-1');
  assert.deepEqual(again.body, first.body);
  assert.equal(again.body.alreadyHere, null);
});

test('the real notice waits with its seven tasks and says what is missing', async () => {
  const document = await takeInText(world, REAL_NOTICE);
  assert.deepEqual(
    document.problems.map(({ code }) => code),
    ['issued-on-missing'],
  );
  const settled = document.proposals.filter(({ problems }) => problems.length === 0);
  assert.ok(settled.length >= 2, 'the dated and the monthly one');
  assert.ok(document.proposals.every(({ state }) => state === 'proposed'));
  const [first] = settled;
  assert.ok(first);
  assert.equal((await settle(world, document, first)).state, 'accepted');
  assert.equal((await reread(document.id)).state, 'intake');
});

test('a text of thousands of orders is taken in within bounds and says what was left out', async () => {
  const orders = Array.from({ length: 1200 }, (_, n) => `Giao Sở Y tế kiểm tra cơ sở số ${n} trước ngày 30/3/2018.`);
  const began = performance.now();
  const document = await takeInText(world, noticeText(orders));
  assert.equal(document.proposals.length, 500);
  assert.ok(document.warnings.some(({ code }) => code === 'tasks-cut'));
  assert.ok(performance.now() - began < 10_000);
});

test('a passage longer than any order is no proposal', async () => {
  const document = await takeInText(world, noticeText([ORDER, 'Nội dung rất dài. '.repeat(2000)]));
  const refused = await office.refused('POST', `/api/notices/${document.id}/proposals`, {
    from: 0,
    to: document.text.length,
  });
  assert.deepEqual([refused.status, refused.code], [422, 'notices.too_long']);
});
