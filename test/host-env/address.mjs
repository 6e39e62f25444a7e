/**
 * The address of a workbench with a folder and an extension under development in it.
 */

/**
 * @typedef {object} Opening
 * @property {string} workspace the folder to open, an absolute path
 * @property {string} [extensionPath] the extension under development, an absolute path
 * @property {string} [testsPath] a module below or beside it that exports `run(): Promise<void>`
 */

/**
 * @param {{ url: string, port: number }} server
 * @param {Opening} opening
 */
export function workbenchAddress(server, { workspace, extensionPath, testsPath }) {
  const onServer = (/** @type {string} */ path) => `vscode-remote://localhost:${server.port}${asUrlPath(path)}`;
  /** @type {[string, string][]} */
  const payload = [['skipWelcome', 'true']];
  if (extensionPath !== undefined) {
    payload.push(['extensionDevelopmentPath', onServer(extensionPath)]);
  }
  if (testsPath !== undefined) {
    payload.push(['extensionTestsPath', onServer(testsPath)]);
  }
  const query = new URLSearchParams({ folder: asUrlPath(workspace), payload: JSON.stringify(payload) });
  return `${server.url}/?${query}`;
}

/** "C:\\work" is "/C:/work" in an address. @param {string} path */
function asUrlPath(path) {
  const slashed = path.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
