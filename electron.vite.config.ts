import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Everything but native modules is bundled: only `dependencies` stay outside.
export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        input: { index: resolve('src/main/index.ts'), serve: resolve('src/main/serve.ts'), cli: resolve('src/main/cli.ts') },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed preload must be CommonJS.
      rolldownOptions: { input: { index: resolve('src/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    worker: { format: 'es' },
    build: { target: 'es2022', minify: true, assetsInlineLimit: 0, rolldownOptions: { input: resolve('src/renderer/index.html') } },
  },
})
