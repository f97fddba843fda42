/** What the S3 server answers instead of doing what it was asked. */
export class S3Refusal extends Error {
  readonly status: number
  readonly code: string
  /** Elements of the answer's body besides code and message. */
  readonly elements: Record<string, string>
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    more: { message?: string; elements?: Record<string, string>; headers?: Record<string, string> } = {},
  ) {
    super(more.message ?? code)
    this.status = status
    this.code = code
    this.elements = more.elements ?? {}
    this.headers = more.headers ?? {}
  }
}
