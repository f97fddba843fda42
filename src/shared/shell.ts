// What the window and the Electron shell agree on before any call is made.

/** The window posts this message to itself with one port; the preload script hands the port to main on the channel of this name. */
export const connectMessage = 'rpc:connect'

/** Main tells the window on this channel; the preload script posts what it says to the page, under this name. */
export const newsChannel = 'shell:news'

/** The page posts `{ [dragChannel]: address }` to itself when an artifact is dragged; the preload script passes the address to main. */
export const dragChannel = 'shell:drag'

/** The page posts `{ [languageChannel]: language }` to itself when it begins to speak; the preload script passes it to main. */
export const languageChannel = 'shell:language'

/** The same for a server on loopback, which has no other way to know whom it refuses. */
export const languageCookie = 'vitrine-language'

/** What the preload script exposes as `window.shell`; absent in a browser. */
export interface Shell {
  readonly kind: 'electron'
  readonly platform: string
}

/** Links that open in the desktop's window, whoever shows them. */
export const deepLinkScheme = 'vitrine'
/** What such a link begins with; an address of the window follows. */
export const deepLinkOrigin = `${deepLinkScheme}://open`
