// What the window and the Electron shell agree on before any call is made.

/** The window posts this message to itself with one port; the preload script hands the port to main on the channel of this name. */
export const connectMessage = 'rpc:connect'

/** What the preload script exposes as `window.shell`; absent in a browser. */
export interface Shell {
  readonly kind: 'electron'
  readonly platform: string
}
