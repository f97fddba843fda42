// Loaded before every tool: they are TypeScript, which the machine's own Node may not run.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Vitrine needs the Node that "npm install" puts into node_modules/.bin, but this is ${process.version}.`)
  console.error('Run "npm install" again, with its install scripts allowed, and start through npm.')
  process.exit(1)
}
