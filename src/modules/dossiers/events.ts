declare module '#platform/events/events.ts' {
  interface EventMap {
    /** A dossier took a step. No personal data: who wants more asks for the dossier by its id. */
    'dossiers.moved': {
      readonly dossierId: string;
      readonly code: string | null;
      readonly seq: number;
      readonly action: string;
      readonly state: string;
      readonly agencyId: string;
      readonly dueAt: string | null;
    };
  }
}
export {};
