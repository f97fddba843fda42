import { type IncomingMessage, type ServerResponse } from 'node:http'
import { sendResponse as sendBody } from '@remix-run/node-fetch-server'

/** Answers a request of Node with a response of the web. Never throws: an answer that breaks off is cut, so that half of it is not taken for all. */
export async function sendResponse(incoming: IncomingMessage, outgoing: ServerResponse, response: Response): Promise<void> {
  try {
    // Nobody reads this body; a dropped stream would keep its file open.
    if (outgoing.destroyed || incoming.method === 'HEAD') await response.body?.cancel()
    if (!outgoing.destroyed) await sendBody(outgoing, response)
  } catch {
    outgoing.destroy()
  }
}
