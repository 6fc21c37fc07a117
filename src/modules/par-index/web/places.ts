/** Addresses of the pages. */
export const INDEX_PLACE = '/chi-so';
export const setPlace = (id: string) => `/chi-so/bo-tieu-chi/${id}`;
export const NEW_ROUND_PLACE = '/chi-so/dot/mo';
export const surveyPlace = (roundId: string) => `/chi-so/dot/${roundId}/khao-sat`;
/** The search value that names the draft a file replaces. */
export const REPLACE = 'thay';
export const takeInPlace = (replaces?: string) =>
  `/chi-so/nhap-bo-tieu-chi${replaces === undefined ? '' : `?${REPLACE}=${replaces}`}`;
export const mappingPlace = (fromId: string, toId: string) => `/chi-so/doi-chieu/${fromId}/${toId}`;
export const backCastPlace = (roundId: string, setId: string) => `/chi-so/quy-doi/${roundId}/${setId}`;
export const roundPlace = (id: string) => `/chi-so/dot/${id}`;
export const rankingPlace = (roundId: string) => `/chi-so/xep-hang/${roundId}`;
export const PROPOSALS_PLACE = '/chi-so/kien-nghi';
export const proposalPlace = (id: string) => `/chi-so/kien-nghi/${id}`;
export const commentPlace = (id: string) => `/chi-so/gop-y/${id}`;
export const publicRankingPlace = (roundId: string) => `/cong-khai/xep-hang/${roundId}`;

/** The search value that names the open leaf. */
export const LEAF = 'tc';

export function sheetPlace(id: string, leaf?: string): string {
  return leaf === undefined ? `/chi-so/phieu/${id}` : `/chi-so/phieu/${id}?${LEAF}=${encodeURIComponent(leaf)}`;
}

export const yearPlace = (sheetId: string) => `/chi-so/phieu/${sheetId}/trong-nam`;
export const difficultiesPlace = (sheetId: string) => `/chi-so/phieu/${sheetId}/kho-khan`;
