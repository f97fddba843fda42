export interface App {
  handle(request: Request): Promise<Response>
}
