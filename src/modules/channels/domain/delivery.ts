/** What became of handing a message to a carrier (SMTP server, push service, SMS gateway, Zalo). */
export type Delivery =
  /** Taken; `receiptId` is the carrier's own name for it, where it gives one. */
  | { readonly outcome: 'sent'; readonly receiptId?: string }
  /** Not now; `afterSeconds` where the carrier said how long to wait. */
  | { readonly outcome: 'later'; readonly error: string; readonly afterSeconds?: number }
  /** Never: the address is wrong, the message refused. */
  | { readonly outcome: 'never'; readonly error: string }
  /** Nobody answered, or nobody is let in; nothing is known of other messages but that they would fare the same. */
  | { readonly outcome: 'down'; readonly error: string; readonly afterSeconds?: number };
