/**
 * Reads the files of a tar archive that is already in memory.
 *
 * Just enough for the archives inside @sparticuz/chromium, so that a machine without `tar` needs none: 512-byte
 * headers, regular files, and the `prefix` field for long paths. Links and folders are passed over.
 */

const block = 512;

/**
 * @param {Buffer} archive
 * @returns {Generator<{ path: string, mode: number, content: Buffer }>}
 */
export function* tarFiles(archive) {
  let at = 0;
  while (at + block <= archive.length && archive[at] !== 0) {
    const header = archive.subarray(at, at + block);
    const size = octal(header, 124, 12);
    const prefix = text(header, 345, 155);
    const name = text(header, 0, 100);
    const kind = String.fromCharCode(header[156] ?? 0);
    at += block;
    if (kind === '0' || kind === '\0') {
      const path = prefix === '' ? name : `${prefix}/${name}`;
      yield { path, mode: octal(header, 100, 8), content: archive.subarray(at, at + size) };
    }
    at += Math.ceil(size / block) * block;
  }
}

/** @param {Buffer} header @param {number} start @param {number} length */
function text(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

/** @param {Buffer} header @param {number} start @param {number} length */
function octal(header, start, length) {
  return Number.parseInt(text(header, start, length).trim(), 8) || 0;
}
