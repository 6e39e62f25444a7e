/**
 * Finds an installed browser that Playwright can drive, or unpacks the Chromium of @sparticuz/chromium.
 *
 * That package is made for AWS Lambda: a brotli'd headless Chromium with the few libraries a bare machine lacks.
 */

import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

import { tarFiles } from './tar.mjs';

const unbrotli = promisify(brotliDecompress);

const commands = [
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'msedge',
];

/**
 * The browser named by DOSSIER_BROWSER ("fetched" asks for the fetched one), else one on the PATH or in its usual place.
 *
 * @returns {{ name: string, executable: string } | undefined}
 */
export function findInstalledBrowser() {
  const asked = process.env.DOSSIER_BROWSER;
  if (asked === 'fetched') {
    return undefined;
  }
  if (asked !== undefined && asked !== '') {
    if (!existsSync(asked)) {
      throw new Error(`DOSSIER_BROWSER names ${asked}, which does not exist.`);
    }
    return { name: 'DOSSIER_BROWSER', executable: asked };
  }
  const executable = [...onPath(), ...usualPlaces()].find(path => existsSync(path));
  return executable === undefined ? undefined : { name: 'installed browser', executable };
}

function onPath() {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  return commands.flatMap(command => folders.map(folder => join(folder, command + suffix)));
}

function usualPlaces() {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        name => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
        .filter(root => root !== undefined)
        .flatMap(root => [
          join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(root, 'Chromium', 'Application', 'chrome.exe'),
          join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]);
    default:
      return [
        '/opt/google/chrome/chrome',
        '/opt/microsoft/msedge/msedge',
        '/usr/lib/chromium/chromium',
        '/snap/bin/chromium',
      ];
  }
}

/**
 * Unpacks Chromium, its libraries and fonts into `unpacked/` of the folder that holds the package.
 *
 * @param {string} folder
 */
export async function unpackChromium(folder) {
  const packed = join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const unpacked = join(folder, 'unpacked');
  const fonts = join(unpacked, 'fonts');
  await mkdir(fonts, { recursive: true });
  await writeFile(join(unpacked, 'chromium'), await unbrotli(await readFile(join(packed, 'chromium.br'))));
  await chmod(join(unpacked, 'chromium'), 0o755);
  await unpackTar(join(packed, 'al2023.tar.br'), unpacked);
  await unpackTar(join(packed, 'fonts.tar.br'), fonts);
  await cp(join(folder, 'node_modules', 'dejavu-fonts-ttf', 'ttf'), join(fonts, 'dejavu'), { recursive: true });
  await writeFile(join(fonts, 'fonts.conf'), fontsConfiguration);
}

/** @param {string} archive @param {string} target */
async function unpackTar(archive, target) {
  for (const { path, mode, content } of tarFiles(await unbrotli(await readFile(archive)))) {
    const file = join(target, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { mode });
  }
}

/**
 * The system's fonts where there are any; else Open Sans, and DejaVu for the editor's fixed width. Paths are relative
 * to this file, so the cache can be moved.
 */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
</fontconfig>
`;
