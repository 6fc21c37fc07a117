import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';

/** Lists go to these once a week in one letter, whatever their number. */
const LISTED = ['vice-chair', 'chair'];
/** A person told of more than this many matters at one moment gets one letter with all. */
const MANY = 5;

/**
 * Puts messages that wait for a letter into letters: leaders' lists and more than five at one moment share one, any
 * other goes alone; once in a letter a message stays in it. A letter is named after its first message. Letters beyond
 * the number a person may get at once on a day are not made: what they would say waits for the morning.
 *
 * Processes take turns, else two of them would each grant a person his last letter of the day.
 * @param dailyLimit letters to one person on `today`, the morning's not counted
 * @param limit messages looked at
 */
export async function bindLetters(
  db: Db,
  { today, dailyLimit, limit }: { today: LocalDate; dailyLimit: number; limit: number },
): Promise<void> {
  if (!(await someUnbound(db))) return;
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.reminder_letters'))`.execute(db);
  await sql`
    with due as materialized (
      select id, recipient_id, address, fired_at, audience
      from reminder_message
      where state = 'queued' and mail_id is null and channel = 'email' and next_attempt_at <= clock_timestamp()
      order by next_attempt_at, id
      limit ${limit}
      for update
    ), placed as (
      select id, recipient_id, case
        when audience in (${sql.join(LISTED)}) or count(*) over same > ${MANY} then first_value(id) over same
        else id end as letter
      from due
      window same as (partition by recipient_id, address, fired_at, audience in (${sql.join(LISTED)})
        order by id rows between unbounded preceding and unbounded following)
    ), ranked as (
      select id, letter, recipient_id, dense_rank() over (partition by recipient_id order by letter) as place from placed
    ), before as (
      select recipient_id, count(distinct mail_id) as letters from reminder_message
      where bound_on = ${today} and recipient_id in (select recipient_id from due) group by recipient_id
    ), granted as (
      select r.id, r.letter, r.place + coalesce(b.letters, 0) <= ${dailyLimit} as at_once
      from ranked r left join before b using (recipient_id)
    )
    update reminder_message m
    set mail_id = case when g.at_once then g.letter end,
      bound_on = case when g.at_once then ${today}::date end,
      state = case when g.at_once then 'queued' else 'held' end,
      next_attempt_at = case when g.at_once then m.next_attempt_at end
    from granted g where m.id = g.id`.execute(db);
}

/** Asked at every round: one look into an index that is empty most of the time. */
async function someUnbound(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 from reminder_message
    where state = 'queued' and mail_id is null and channel = 'email' and next_attempt_at <= clock_timestamp()
    limit 1`.execute(db);
  return rows.length > 0;
}
