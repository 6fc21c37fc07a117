/** Where the readable description of the interface is; its library adds routes of its own below it. */
export const DOCS_PREFIX = '/api/docs';
