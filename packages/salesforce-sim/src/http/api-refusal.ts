/** An error the simulated API answers with. It never leaves the server. */
export class ApiRefusal extends Error {
  readonly status: number;
  /** Salesforce's name of the error, such as `MALFORMED_QUERY`. */
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.name = 'ApiRefusal';
    this.status = status;
    this.errorCode = errorCode;
  }

  /** The body of the answer. */
  get body(): string {
    return JSON.stringify([{ message: this.message, errorCode: this.errorCode }]);
  }
}
