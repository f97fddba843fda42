/** What is not modelled is not there: new main code cannot pass the stand-in by unnoticed. */
export function strict<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, key) {
      if (typeof key === 'symbol' || key === 'then' || key in target) return bind(Reflect.get(target, key, target), target)
      throw new Error(`the stand-in for electron has no ${name}.${key}`)
    },
  })
}

/** Electron refuses what comes at the wrong time; so does the stand-in. */
export function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`the stand-in for electron refuses: ${what}`)
}

/** Private fields are of the object, not of what stands before it. */
function bind(value: unknown, target: object): unknown {
  if (typeof value !== 'function' || /^class\b/.test(Function.prototype.toString.call(value))) return value
  return value.bind(target)
}
