/** Of whom a fact is told; the audit log files it there. */
interface OfAccount {
  readonly subject: { readonly kind: 'account'; readonly id: string };
}

/**
 * Facts this module tells. No password, no token, no typed login (people type passwords there by mistake);
 * addresses are shortened.
 */
declare module '#platform/events/events.ts' {
  interface EventMap {
    /** `browser`: a name other modules may know it by (`browserOf`). */
    'accounts.signed_in': OfAccount & {
      sessionId: string;
      address: string;
      device: string;
      browser: string;
      by: 'password' | 'link';
    };
    /** `subject` is missing where no account has the login. `reason` is for the log, never for the caller. */
    'accounts.sign_in_failed': {
      subject?: OfAccount['subject'];
      address: string;
      reason: 'unknown' | 'wrong-password' | 'no-password' | 'disabled';
    };
    /** `browser` is null where nobody left it: another session took this one's place there. */
    'accounts.signed_out': OfAccount & { sessionId: string; browser: string | null };
    /** Sessions ended from another place: by the person or an administrator. */
    'accounts.sessions_ended': OfAccount & { count: number };
    'accounts.password_changed': OfAccount & { sessionsEnded: number };
    'accounts.created': OfAccount & { login: string };
    /** The invented people of a demonstration got accounts, all at once. */
    'accounts.demonstration_filled': { count: number };
    'accounts.invited': OfAccount & { purpose: 'invite' | 'reset'; expiresAt: string };
    'accounts.invite_used': OfAccount & { purpose: 'invite' | 'reset' };
    'accounts.disabled': OfAccount & { sessionsEnded: number };
    'accounts.enabled': OfAccount;
  }
}

/** The subject under which everything about a person's account is told. */
export function accountSubject(personId: string): OfAccount['subject'] {
  return { kind: 'account', id: personId };
}
