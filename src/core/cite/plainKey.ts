/** What may be a key without more ado. */

const plain = /^[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*$/u;

/** Whether a text can cite the key without braces, and a file of records without quotation marks. */
export function isPlainKey(key: string): boolean {
  return plain.test(key) && key.length <= 200;
}
