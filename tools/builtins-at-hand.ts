// An import of one of Node's own modules looks at each of its exports, and some load much that nobody asked for: `node:http` all of fetch,
// `node:crypto` all of WebCrypto, `node:process` the standard streams. Taken by `getBuiltinModule`, only what is named is looked at.

const importOfBuiltin = /^import ([^"';]*?) from "(node:[^"]+)";$/gm

/** The declarations that stand for `import <what> from "<name>"`. */
function declare(what: string, name: string): string {
  // Through `globalThis`: a file may well declare a `process` by such a line itself.
  const taken = `globalThis.process.getBuiltinModule("${name}")`
  const whole = /^(?:\* as )?([\w$]+)/.exec(what)?.[1]
  const named = /\{(.*)\}/s.exec(what)?.[1]?.replaceAll(' as ', ': ')
  return [whole, named === undefined ? undefined : `{${named}}`]
    .flatMap((pattern) => (pattern === undefined ? [] : [`const ${pattern} = ${taken};`]))
    .join(' ')
}

/** In the files of main, which only run under Node. */
export const builtinsAtHand = {
  name: 'vitrine:builtins-at-hand',
  renderChunk: (code: string) => ({
    code: code.replace(importOfBuiltin, (_line, what: string, name: string) => declare(what, name)),
    // Each line stays where it is.
    map: null,
  }),
}
