import { type RequestListener, createServer } from 'node:http'

export interface ListeningServer {
  /** `http://127.0.0.1:<port>` */
  endpoint: string
  /** Ends open connections too. */
  stop: () => Promise<void>
}

/** A server on a free port of loopback. */
export async function listenOnLoopback(answer: RequestListener): Promise<ListeningServer> {
  const server = createServer(answer)
  // Clients keep their connections between requests, and a test may think long.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
