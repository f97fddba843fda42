// Who gets to call main: the main frame of a page of ours, over the one port it sends.
import { isAppUrl } from './app-requests.ts'

interface Port {
  close(): void
}

interface Frame {
  url: string
}

/** The part of Electron's IPC event that decides; frames are compared by identity. */
export interface PortOffer<P extends Port> {
  ports: P[]
  /** Null once the frame is gone. */
  senderFrame: Frame | null
  sender: { mainFrame: Frame }
}

/** Hands the port of a trusted sender on; closes every other. */
export function takePort<P extends Port>({ ports, senderFrame, sender }: PortOffer<P>, connect: (port: P) => void): void {
  const [port, ...others] = ports
  const isTrusted = senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url)
  if (isTrusted && port !== undefined && others.length === 0) connect(port)
  else for (const refused of ports) refused.close()
}
