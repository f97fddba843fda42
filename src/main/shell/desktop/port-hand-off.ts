// Who gets to call main: the main frame of a page of ours, over the one port it sends.
import { isAppUrl } from './app-requests.ts'

interface Port {
  close(): void
}

interface Frame {
  url: string
}

/** The part of Electron's IPC event that decides; frames are compared by identity. */
export interface Sender {
  /** Null once the frame is gone. */
  senderFrame: Frame | null
  sender: { mainFrame: Frame }
}

export interface PortOffer<P extends Port> extends Sender {
  ports: P[]
}

/** Whether the main frame of a page of ours speaks: nobody else is listened to. */
export function isOurPage({ senderFrame, sender }: Sender): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url)
}

/** Hands the port of a trusted sender on; closes every other. */
export function takePort<P extends Port>(offer: PortOffer<P>, connect: (port: P) => void): void {
  const { ports } = offer
  const [port, ...others] = ports
  if (isOurPage(offer) && port !== undefined && others.length === 0) connect(port)
  else for (const refused of ports) refused.close()
}
