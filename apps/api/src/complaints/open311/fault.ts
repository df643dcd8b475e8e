/** What a client is told when it asks wrongly: a code by the standard's table, and a sentence. */
export interface Fault {
  readonly status: 400 | 403 | 404 | 429;
  readonly description: string;
}

/** Carries a fault out of whatever depth it is found in; nothing else of the API throws to answer. */
export class Open311Fault extends Error {
  readonly fault: Fault;
  constructor(status: Fault["status"], description: string) {
    super(description);
    this.fault = { status, description };
  }
}
