/** The parts of a document's head (thể thức) that are read and can be corrected, in the order they are shown. */
export const HEAD_FIELDS = [
  'number',
  'kind',
  'issuedOn',
  'issuer',
  'subject',
  'urgency',
  'signer',
  'authority',
  'signerPosition',
  'recipients',
] as const;
export type HeadField = (typeof HEAD_FIELDS)[number];
