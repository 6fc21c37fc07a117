import { useMessages } from '#web/i18n/messages.ts';
import type { AgencyDetail } from '../schema.ts';
import classes from './org.module.css';
import { words } from './words.ts';

/** Posts of an agency, heads first, with who holds each; contact data as far as one may see them. */
export function AgencyPeople({ posts, sections }: Pick<AgencyDetail, 'posts' | 'sections'>) {
  const m = useMessages(words);
  return (
    <>
      {posts.length === 0 && <p className={classes.quiet}>{m.noPosts}</p>}
      <ul className={classes.posts}>
        {posts.map((post) => (
          <li key={post.id}>
            <span>
              {post.title}
              {post.sectionName && <span className={classes.quiet}> · {post.sectionName}</span>}
            </span>
            {post.holders.length === 0 && <span className={classes.quiet}>{m.vacant}</span>}
            {post.holders.map((holder) => (
              <span key={holder.membershipId} className={classes.holder}>
                <span>
                  {holder.fullName}
                  {holder.birthYear !== null && <span className={classes.quiet}> {m.bornIn(holder.birthYear)}</span>}
                  {holder.isDemonstration && <span className={classes.badge}>{m.demo}</span>}
                </span>
                {holder.email && <a href={`mailto:${holder.email}`}>{holder.email}</a>}
                {holder.phone && <a href={`tel:${holder.phone.replace(/[^+\d]/g, '')}`}>{holder.phone}</a>}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {sections.length > 0 && (
        <p>
          {m.sections}: {sections.map((section) => section.name).join('; ')}
        </p>
      )}
    </>
  );
}
