import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { anonymousActor, systemActor } from '../auth/actor.ts';
import { testProvince } from '../testing/test-province.ts';
import { askOnce, forgetForeseen } from './foreseen.ts';
import { asProgram, sendAsProgram } from './province.ts';
import { later, prepared } from './session.ts';
import { statement, valueIn } from './statement.ts';
import { insertLater, updateLater } from './writes.ts';

const province = await testProvince();
const work = province.as(systemActor('Thử nghiệm'));
const told = (id: string, name = 'test.told') =>
  sql`insert into event_outbox (id, name, payload, at) values (${id}, ${name}, '{}', now()) ${later}`;
const countOf = (id: string): Promise<number> =>
  work.run(async (tx) => {
    const found = await sql<{ n: number }>`select count(*) as n from event_outbox where id = ${id} ${prepared}`.execute(
      tx.db,
    );
    return found.rows[0]?.n ?? -1;
  });

test('what is written behind is there when the transaction is over, and seen by what follows in it', async () => {
  const id = newId();
  await work.run(async (tx) => {
    await told(id).execute(tx.db);
    const seen = await sql<{ n: number }>`select count(*) as n from event_outbox where id = ${id} ${prepared}`.execute(
      tx.db,
    );
    assert.equal(seen.rows[0]?.n, 1);
  });
  assert.equal(await countOf(id), 1);
});

test('when what is written behind fails, the whole transaction fails with its error, whatever came after it', async () => {
  const [first, second] = [newId(), newId()];
  const failing = (more: boolean) =>
    work.run(async (tx) => {
      await told(first).execute(tx.db);
      await told(second, null as unknown as string).execute(tx.db);
      if (more) await sql`select ${1}::int as one ${prepared}`.execute(tx.db);
    });
  await assert.rejects(failing(false), /null value in column "name"/);
  await assert.rejects(failing(true), /null value in column "name"/);
  assert.equal(await countOf(first), 0);
});

test('a use case that fails takes back what was written behind, and the connection goes on', async () => {
  const id = newId();
  const failing = work.run(async (tx) => {
    await told(id).execute(tx.db);
    throw new Error('no after all');
  });
  await assert.rejects(failing, /no after all/);
  assert.equal(await countOf(id), 0);
});

test('settings that travel with the next statement hold for it, inside the opened wall and behind it', async () => {
  const kind = sql<{ kind: string }>`select current_setting('app.kind') as kind, ${1}::int as one ${prepared}`;
  await province.as(anonymousActor).run(async (tx) => {
    const read = async () => (await kind.execute(tx.db)).rows[0]?.kind;
    assert.equal(await read(), 'anonymous');
    assert.equal(await asProgram(tx, read), 'system');
    assert.equal(await read(), 'anonymous');
    await asProgram(tx, async () => undefined);
    assert.equal(await read(), 'anonymous');
  });
  assert.equal(await work.run(async () => 'nothing was asked'), 'nothing was asked');
});

test('writes behind that cannot be one statement keep their order: the second change of a row wins', async () => {
  const id = newId();
  await work.run(async (tx) => {
    insertLater(tx.db, 'event_outbox', { id, name: 'test.told', payload: '{}', at: tx.now });
    insertLater(tx.db, 'http_idempotency', { person_id: id, key: 'k', route: 'first', request_hash: '' });
    updateLater(tx.db, 'http_idempotency', { person_id: id, key: 'k' }, { route: 'second' });
    updateLater(tx.db, 'http_idempotency', { person_id: id, key: 'k' }, { route: 'third' });
    const { rows } = await sql<{ route: string }>`select route from http_idempotency where person_id = ${id}`.execute(
      tx.db,
    );
    assert.deepEqual(rows, [{ route: 'third' }]);
  });
  assert.equal(await countOf(id), 1);
});

test('a write behind the person’s wall is not done with the sight of the program, nor the other way round', async () => {
  const made = { key: 'wall', person_id: newId(), route: '', request_hash: '' };
  await assert.rejects(
    province.as(anonymousActor).run(async (tx) => {
      sendAsProgram(tx, () => insertLater(tx.db, 'http_idempotency', made));
      insertLater(tx.db, 'dossier_letter_due', { dossier_id: newId(), seq: 1 }); // for the program and people only
    }),
    /row-level security/,
  );
});

test('what was foreseen is asked once, until somebody changes it', async () => {
  const id = newId();
  await work.run(async (tx) => {
    const count = statement<{ n: number }>('select count(*) as n from event_outbox where id = $1');
    const ask = () => askOnce(tx.db, `test ${id}`, () => count.rows(tx.db, [id]));
    void ask();
    insertLater(tx.db, 'event_outbox', { id, name: 'test.told', payload: '{}', at: tx.now });
    assert.deepEqual(await ask(), [{ n: 0 }]);
    forgetForeseen(tx.db, 'test ');
    assert.deepEqual(await ask(), [{ n: 1 }]);
  });
});

test('a connection lost in the middle of a use case fails that use case alone', async () => {
  const lost = work.run(async (tx) => {
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx.db).catch(() => undefined);
    await told(newId()).execute(tx.db);
  });
  await assert.rejects(lost);
  assert.equal(await countOf(newId()), 0);
});

test('a statement that fails the first time is prepared anew and answers the next', async () => {
  const divide = statement<{ share: number }>('select (100 / $1::int)::int as share');
  const asked = (by: number) => work.run(async (tx) => (await divide.rows(tx.db, [by]))[0]?.share);
  await assert.rejects(asked(0), /division by zero/);
  assert.equal(await asked(4), 25);
  const unknown = statement('select nothing from nowhere where $1::int = 1');
  await assert.rejects(
    work.run((tx) => unknown.rows(tx.db, [1])),
    /nowhere/,
  );
  await assert.rejects(
    work.run((tx) => unknown.rows(tx.db, [1])),
    /nowhere/,
  );
});

test('of statements sent together none is done after one that fails, and each is told', async () => {
  const id = newId();
  await assert.rejects(
    work.run(async (tx) => {
      const add = statement('insert into event_outbox (id, name, payload, at) values ($1, $2, $3, now())');
      const results = await Promise.allSettled([
        add.count(tx.db, [newId(), null, '{}']),
        add.count(tx.db, [id, 'test.told', '{}']),
        statement<{ n: number }>('select 1 as n where $1::int = 1').rows(tx.db, [1]),
      ]);
      assert.deepEqual(
        results.map(({ status }) => status),
        ['rejected', 'rejected', 'rejected'],
      );
    }),
  );
  assert.equal(await countOf(id), 0);
});

test('values travel as they were given: dates, lists, objects, bytes, nothing', async () => {
  const values = [
    new Date('2018-02-26T01:02:03.004Z'),
    ['a "b"', 'c,d', null],
    { e: 'ế' },
    Buffer.from([0, 255]),
    null,
  ];
  const [row] = await work.run((tx) =>
    statement<Record<string, unknown>>(
      'select $1::timestamptz as at, $2::text[] as list, $3::jsonb as object, $4::bytea as bytes, $5::int as none',
    ).rows(tx.db, values),
  );
  assert.deepEqual(row, { at: values[0], list: values[1], object: values[2], bytes: values[3], none: null });
});

test('a value that cannot be sent fails its own use case, what was sent before it does not hang', async () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const asked = work.run(async (tx) => {
    const one = statement<{ n: number }>('select 1 as n where $1::text is not null');
    return Promise.allSettled([one.rows(tx.db, ['x']), one.rows(tx.db, [circle]), one.rows(tx.db, ['y'])]);
  });
  assert.deepEqual(
    (await asked).map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  );
  assert.equal(await countOf(newId()), 0);
});

test('a value asked for before anything else, alone or with others, is answered without another question', async () => {
  const answers = await work.run(async (tx) => {
    const [one, two] = await Promise.all([
      valueIn<number>(tx.db, '($1::int + 1)', [1]),
      valueIn<string>(tx.db, "current_setting('app.kind')"),
    ]);
    return [one, two, await valueIn<number>(tx.db, '($1::int + $2::int)', [20, 1])];
  });
  assert.deepEqual(answers, [2, 'system', 21]);
});

test('where a value cannot be had its use case fails, and the connection goes on', async () => {
  await assert.rejects(
    work.run((tx) => valueIn(tx.db, '(1 / $1::int)', [0])),
    /division by zero/,
  );
  assert.equal(await work.run((tx) => valueIn(tx.db, '1')), 1);
});
