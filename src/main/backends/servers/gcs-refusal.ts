/** What the GCS server answers instead of doing what it was asked. */
export class GcsRefusal extends Error {
  readonly status: number
  readonly reason: string

  constructor(status: number, reason: string, message = reason) {
    super(message)
    this.status = status
    this.reason = reason
  }

  /** As the JSON API writes errors. */
  toBody(): string {
    const { message, reason, status } = this
    return JSON.stringify({ error: { code: status, message, errors: [{ message, domain: 'global', reason }] } })
  }
}
