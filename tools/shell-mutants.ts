// Each line that keeps the two shells safe, undone: what is replaced by what, and who must see it.

export interface Mutant {
  /** What is undone, in words. */
  undone: string
  file: string
  before: string
  after: string
}

const main = 'out/main/index.js'
const headers = 'out/main/of-index-serve.js'
const preload = 'out/preload/index.cjs'
const inMain = (undone: string, before: string, after: string): Mutant => ({ undone, file: main, before, after })

/** In the built desktop app; the stories of its security must fail. By the numbers of Electron's checklist where it has one. */
export const builtMutants: readonly Mutant[] = [
  inMain('2 no Node integration', 'nodeIntegration: false', 'nodeIntegration: true'),
  inMain('3 context isolation', 'contextIsolation: true', 'contextIsolation: false'),
  inMain('4 sandbox of the window', 'sandbox: true', 'sandbox: false'),
  inMain('4 sandbox of every process', 'app.enableSandbox();', ''),
  inMain('5 permission requests', 'decide(isPermissionGranted(permission, contents.getURL()))', 'decide(true)'),
  inMain('5 permission checks', '(_, permission, origin) => isPermissionGranted(permission, origin)', '() => true'),
  inMain('5 devices', 'setDevicePermissionHandler(() => false)', 'setDevicePermissionHandler(() => true)'),
  inMain('6 web security', 'webSecurity: true', 'webSecurity: false'),
  { undone: '7 policy of the window', file: headers, before: `"script-src 'self'"`, after: `"script-src 'self' 'unsafe-inline'"` },
  { undone: '7 policy without anything foreign', file: headers, before: `"connect-src 'self'"`, after: `"connect-src *"` },
  { undone: 'policy of frames', file: headers, before: `"frame-src 'none'"`, after: `"frame-src 'self'"` },
  { undone: 'sandbox of artifacts', file: headers, before: "frame-ancestors 'none'; sandbox", after: "frame-ancestors 'none'" },
  inMain('4 policy that no page gets around', 'codeCache: true', 'codeCache: true, bypassCSP: true'),
  inMain('11 no webview', 'webviewTag: false', 'webviewTag: true'),
  inMain('12 attaching a webview', 'contents.on("will-attach-webview", (event) => event.preventDefault());', ''),
  inMain('13 navigation', 'contents.on("will-navigate", guard);', ''),
  inMain('13 redirection', 'contents.on("will-redirect", guard);', ''),
  inMain('13 navigation of frames', 'if (!event.isMainFrame) event.preventDefault();', ''),
  inMain('14 new windows', 'return { action: "deny" };', 'return { action: "allow" };'),
  inMain('15 what goes to the browser', '.protocol === "https:" ? "outside" : "refuse"', '.protocol !== "" ? "outside" : "refuse"'),
  inMain('17 the sender is the main frame', 'senderFrame === sender.mainFrame && isAppUrl', 'isAppUrl'),
  inMain('17 the sender is our page', '&& isAppUrl(senderFrame.url)', ''),
  inMain('17 a frame that is gone', 'return senderFrame !== null && senderFrame ===', 'return senderFrame === null || senderFrame ==='),
  inMain('17 who drags a file out', 'if (!isOurPage(event) || typeof', 'if (typeof'),
  inMain('17 what is dragged out', 'if (!isAppUrl(url.href) || url.pathname !== "/artifact")', 'if (false)'),
  inMain('18 the scheme is registered', 'protocol.registerSchemesAsPrivileged', '((schemes) => schemes)'),
  { undone: '20 no function for the page', file: preload, before: 'Object.freeze({', after: 'Object.freeze({ send: () => 0,' },
  {
    undone: '20 no channel for the page',
    file: preload,
    before: 'kind: "electron"',
    after: 'kind: "electron", channels: ["rpc:connect"]',
  },
  inMain('the preload is the built one', 'preload/index.cjs', 'preload/index.mjs'),
  inMain(
    'nothing of Electron beyond what is modelled',
    'app.enableSandbox();',
    'app.enableSandbox(); app.commandLine.appendSwitch("no-sandbox");',
  ),
]

const shell = 'src/main/shell'
const inShell = (undone: string, file: string, before: string, after: string): Mutant => ({
  undone,
  file: `${shell}/${file}`,
  before,
  after,
})

/** In the sources of what both shells share and of the loopback host; their unit tests must fail. */
export const sourceMutants: readonly Mutant[] = [
  inShell('loopback alone', 'loopback/loopback-host.ts', "const address = '127.0.0.1'", "const address = '0.0.0.0'"),
  inShell('exact Host', 'loopback/request-guard.ts', 'headers.host !== authority ||', ''),
  inShell('one Host', 'loopback/request-guard.ts', "|| headersDistinct['host']?.length !== 1", ''),
  inShell(
    'exact Origin',
    'loopback/request-guard.ts',
    'headers.origin !== undefined && headers.origin !== origin',
    'headers.origin === null',
  ),
  inShell('Sec-Fetch-Site', 'loopback/request-guard.ts', "site !== 'same-origin' && site !== 'none'", "site === ''"),
  inShell(
    'same-site is not same-origin',
    'loopback/request-guard.ts',
    "site !== 'same-origin' && site !== 'none'",
    "site === 'cross-site'",
  ),
  inShell('methods', 'loopback/request-guard.ts', '!methods.has(method)', "method === ''"),
  inShell('a path as target', 'loopback/request-guard.ts', "!url.startsWith('/')", "url === ''"),
  inShell('uses of an artifact', 'loopback/request-guard.ts', '!harmlessUses.has(use)', "use === ''"),
  inShell('one-shot link', 'loopback/launch-session.ts', 'unusedTokens = remaining', ''),
  inShell('cookie of one port', 'loopback/launch-session.ts', '`vitrine-${port}`', '`vitrine`'),
  inShell('cookie hidden from scripts', 'loopback/launch-session.ts', '; HttpOnly', ''),
  inShell('cookie hidden from other sites', 'loopback/launch-session.ts', 'SameSite=Strict', 'SameSite=Lax'),
  inShell('session', 'loopback/loopback-host.ts', '!session.isCarriedBy(incoming.headers)', 'false'),
  inShell(
    'size of a call that says it',
    'loopback/loopback-host.ts',
    "Number(request.headers.get('content-length') ?? 0) > maxBytes",
    'false',
  ),
  inShell('size of a call that does not', 'loopback/loopback-host.ts', 'if (sizeBytes > maxBytes) return undefined', ''),
  inShell('slow heads', 'loopback/loopback-host.ts', 'headersTimeout: limits.headersTimeoutMs', 'headersTimeout: 0'),
  inShell(
    'slow calls',
    'loopback/loopback-host.ts',
    'setTimeout(() => incoming.destroy(), callBodyMs)',
    'setTimeout(() => undefined, callBodyMs)',
  ),
  inShell('slow uploads', 'loopback/loopback-host.ts', 'now - before < leastBodyBytes', 'now === before'),
  inShell('uploads that stand still', 'loopback/loopback-host.ts', 'endWhenSlow(incoming, host.limits)', 'void endWhenSlow'),
  inShell('senders after a refusal', 'loopback/loopback-host.ts', 'incoming.complete || incoming.destroy()', 'undefined'),
  inShell('all connections', 'loopback/loopback-host.ts', 'server.maxConnections = limits.maxConnections', ''),
  inShell(
    'the key of an instance',
    'loopback/instance-call.ts',
    'data === undefined || !isSameSecret(data.proof',
    'data === undefined || !isSameSecret(data.nonce',
  ),
  inShell('the proof of an instance', 'loopback/instance-call.ts', "isSameSecret(proof, prove(key, ['answer', nonce, launchUrl])) &&", ''),
  inShell('files of an instance that others wrote', 'loopback/instances.ts', '(mode & 0o077) === 0', 'true'),
  inShell('files of an instance that others read', 'loopback/instances.ts', 'mode: 0o600', 'mode: 0o644'),
  inShell('the dead', 'loopback/instances.ts', 'isAlive(instance.owner) === false', 'false'),
  inShell('who caused a request', 'desktop/app-requests.ts', 'request.initiatorOrigin !== appOrigin', 'false'),
  inShell('what the scheme takes', 'desktop/app-requests.ts', '!allowed.includes(request.method)', 'false'),
  inShell('hosts of the own scheme', 'desktop/app-requests.ts', '&& url.host === appHost', ''),
  inShell('types that are not sniffed', 'security-headers.ts', "'x-content-type-options': 'nosniff',", ''),
  inShell('no referrer', 'security-headers.ts', "'referrer-policy': 'no-referrer',", ''),
  inShell('no opener', 'security-headers.ts', "'cross-origin-opener-policy': 'same-origin',", ''),
  inShell('no other origin', 'security-headers.ts', "'cross-origin-resource-policy': 'same-origin',", ''),
  inShell('hosts of links', 'desktop/deep-link.ts', '!isPlain || `${protocol}//${host.toLowerCase()}` !== deepLinkOrigin', '!isPlain'),
  inShell('names in links', 'desktop/deep-link.ts', "username === '' && password === '' && port === ''", 'true'),
  inShell('files handed once', 'desktop/handed-files.ts', 'paths.delete(ticket)', ''),
  inShell('names of dragged files', 'desktop/drag-out.ts', ", '_')", ", '$&')"),
  inShell(
    'the secret of the core',
    'desktop/core-socket.ts',
    '!isSameSecret(incoming.headers.authorization',
    '!isSameSecret(`Bearer ${secret}`',
  ),
  {
    undone: 'paths that lead outside',
    file: 'src/main/api/send-asset.ts',
    before: '!path.startsWith(directory + sep)',
    after: 'false',
  },
]
