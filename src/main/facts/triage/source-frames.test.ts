import { describe, expect, it } from 'vitest'
import { readFrames } from './source-frames.ts'

const placesOf = (trace: string) => readFrames(trace).map(({ path, line, function: name }) => `${path}:${line} ${name ?? ''}`.trim())

describe('the frames of a trace', () => {
  it('are read from Python, the failing line first', () => {
    const trace = `Traceback (most recent call last):
  File "/testbed/tests/test_cart.py", line 12, in test_total
    self.assertEqual(cart.total(), 3)
  File "/testbed/shop/cart.py", line 40, in total
    return sum(self.prices)
  File "/opt/venv/lib/python3.11/site-packages/numpy/core.py", line 9, in sum
  File "<frozen importlib._bootstrap>", line 241, in _call
TypeError: unsupported operand`
    expect(placesOf(trace)).toEqual(['/testbed/shop/cart.py:40 total', '/testbed/tests/test_cart.py:12 test_total'])
  })

  it('are read from pytest in its long and short styles', () => {
    const long = `    def test_total():\n>       assert total([1]) == 2\n\ntests/test_cart.py:12: \n_ _ _ _ _\nshop/cart.py:40: AssertionError`
    expect(placesOf(long)).toEqual(['shop/cart.py:40', 'tests/test_cart.py:12'])
    const short = `tests/test_cart.py:12: in test_total\n    assert total([1]) == 2\nshop/cart.py:40: in total\n    raise ValueError`
    expect(placesOf(short)).toEqual(['shop/cart.py:40 total', 'tests/test_cart.py:12 test_total'])
  })

  it('are read from JavaScript and TypeScript, without schemes, queries and what is in node_modules', () => {
    const trace = `Error: expected 1
    at Cart.add [as push] (/home/me/my shop/src/cart.ts:42:7)
    at async file:///home/me/src/run.mjs:3:1
    at Object.<anonymous> (webpack-internal:///./src/app.tsx:9:2)
    at http://localhost:3000/src/page.ts?t=123:4:5
    at Module._compile (node:internal/modules/cjs/loader:1105:14)
    at run (/home/me/node_modules/jest-circus/build/run.js:71:3)
 ❯ src/cart.test.ts:3:1`
    expect(placesOf(trace)).toEqual([
      '/home/me/my shop/src/cart.ts:42 Cart.add',
      '/home/me/src/run.mjs:3',
      'src/app.tsx:9 Object.<anonymous>',
      '/src/page.ts:4',
      'src/cart.test.ts:3',
    ])
  })

  it('are read from Go tests and panics', () => {
    const trace = `    cart_test.go:12: got 1, want 2
        Error Trace:	/src/shop/cart_test.go:30
panic: runtime error: index out of range
goroutine 7 [running]:
testing.tRunner.func1.2()
	/usr/local/go/src/testing/testing.go:1545 +0x238
example.com/shop.(*Cart).Add(...)
	/src/shop/cart.go:42 +0x1d`
    expect(placesOf(trace)).toEqual(['cart_test.go:12', '/src/shop/cart_test.go:30', '/src/shop/cart.go:42'])
  })

  it('are read from Rust panics and backtraces', () => {
    const trace = `thread 'cart::adds' panicked at src/cart.rs:42:5:\nassertion failed
   2: core::panicking::panic
             at /rustc/9fc6b43126469e3858e2fe86cafb4f0fd5068869/library/core/src/panicking.rs:64:14
   3: shop::cart::adds
             at ./src/cart.rs:42:5`
    expect(placesOf(trace)).toEqual(['src/cart.rs:42', 'src/cart.rs:42'])
  })

  it('are read from Java and Kotlin, the package as the folder', () => {
    const trace = `org.opentest4j.AssertionFailedError: expected: <1> but was: <2>
	at org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
	at com.example.shop.Cart$Item.add(Cart.java:42)
	at app//com.example.shop.CartTest.adds(CartTest.kt:12)
	at java.base/java.lang.reflect.Method.invoke(Method.java:580)`
    expect(placesOf(trace)).toEqual(['com/example/shop/Cart.java:42 add', 'com/example/shop/CartTest.kt:12 adds'])
  })

  it('are read from Ruby', () => {
    const trace = `  Failure/Error: expect(cart.total).to eq(2)
     # ./lib/cart.rb:42:in \`total'
     # ./spec/cart_spec.rb:12:in 'block (2 levels) in <top (required)>'
     # /usr/lib/ruby/gems/3.2.0/gems/rspec-core-3.12.0/lib/rspec/core/example.rb:263:in 'run'`
    expect(placesOf(trace)).toEqual(['lib/cart.rb:42 total', 'spec/cart_spec.rb:12 block (2 levels) in <top (required)>'])
  })

  it('are read from PHP', () => {
    const trace = `Failed asserting that 1 is 2.\n\n/app/tests/CartTest.php:12\n#0 /app/src/Cart.php(42): Shop\\Cart->add()\n#1 /app/vendor/phpunit/phpunit/src/Framework/TestCase.php(1617)`
    expect(placesOf(trace)).toEqual(['/app/tests/CartTest.php:12', '/app/src/Cart.php:42 add'])
  })

  it('are read from C#', () => {
    const trace = `   at Shop.Cart.Add(Item item) in C:\\src\\Shop\\Cart.cs:line 42\n   at Xunit.Assert.Equal()`
    expect(placesOf(trace)).toEqual(['/src/Shop/Cart.cs:42 Add'])
  })

  it('are none where nothing looks like one', () => {
    expect(readFrames('at 12:30 the server at localhost:8080 said “no” in 3.5s')).toEqual([])
  })

  it('stay few, and are read at once, from a trace of any length', () => {
    const endless = Array.from({ length: 50_000 }, (_, line) => `    at f (/x/a.ts:${line + 1}:1)`).join('\n')
    expect(readFrames(endless).length).toBeLessThanOrEqual(400)
    expect(readFrames(`    at ${'('.repeat(100_000)}`)).toEqual([])
  })
})
