import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { builtinsAtHand } from './tools/builtins-at-hand.ts'
import { nameMainChunks } from './tools/main-chunks.ts'
import { licenseFile } from './tools/third-party.ts'
import { compileHint } from './tools/compile-hint.ts'

// Routes are paths, so assets need absolute addresses; electron-vite itself sets a relative base, and a later plugin wins.
const absoluteBase = { name: 'vitrine:absolute-base', config: () => ({ base: '/' }) }

// As the compiler keeps them, imports of types alone would load their modules: every view in the first file, the whole store before a link.
const typesAreNoImports = { typescript: { onlyRemoveTypeImports: false } }

// Compiled function by function, a diff's own code took a third of the processor's time to its first rows.
const firstScreens = new Set(['DiffPane', 'LogViewer', 'LineField'])

// Everything but native modules is bundled: only `dependencies` stay outside.
export default defineConfig({
  main: {
    oxc: typesAreNoImports,
    plugins: [builtinsAtHand],
    build: {
      sourcemap: true,
      externalizeDeps: true,
      license: { fileName: licenseFile },
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          core: resolve('src/main/core.ts'),
          serve: resolve('src/main/serve.ts'),
          cli: resolve('src/main/cli.ts'),
          'open-store': resolve('src/main/store/open-store.ts'),
          'open-ports': resolve('src/main/ports/open-ports.ts'),
          'catalog-worker': resolve('src/main/store/catalog/catalog-worker.ts'),
          'facts-worker': resolve('src/main/facts/facts-worker.ts'),
        },
        // One flat folder, so that a worker lies beside whatever starts it (see worker-url.ts).
        output: {
          chunkFileNames: '[name].js',
          codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: nameMainChunks(), debugName: 'starts' }] },
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      license: { fileName: licenseFile },
      // A sandboxed preload must be CommonJS.
      rolldownOptions: { input: { index: resolve('src/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    oxc: typesAreNoImports,
    root: 'src/renderer',
    plugins: [react(), absoluteBase],
    css: {
      postcss: {
        plugins: [
          {
            // What `composes` brings from another file has no source, and Vite warns of declarations without one at every build.
            postcssPlugin: 'vitrine:composed-have-source',
            OnceExit(root) {
              root.walkDecls((declaration) => {
                if (declaration.source?.input.file === undefined && root.source !== undefined) declaration.source = root.source
              })
            },
          },
        ],
      },
    },
    resolve: {
      alias: [
        { find: /^zod$/, replacement: resolve('src/renderer/zod-without-eval.ts') },
        { find: /^\.\/spoken\.ts$/, replacement: resolve('src/renderer/spoken-in-window.ts') },
      ],
    },
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      minify: true,
      license: { fileName: licenseFile },
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        input: resolve('src/renderer/index.html'),
        output: {
          postBanner: ({ name }) => (firstScreens.has(name) ? compileHint : ''),
          // What the first list needs comes as two files, not as the dozen that several views share.
          codeSplitting: {
            groups: [
              { name: 'ask-first', test: /src[\\/]renderer[\\/](ask-first|client[\\/]first-answers)\.ts$/, priority: 2 },
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 1 },
              { name: 'window', test: /src[\\/]renderer[\\/]main\.tsx$/ },
            ],
          },
        },
      },
    },
  },
})
