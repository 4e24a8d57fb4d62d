export interface PackagedFile {
  name: string;
  content: Buffer;
}
export function storeZip(files: readonly PackagedFile[]): Buffer;
export function packageFiles(about?: { id?: string; host?: string }): PackagedFile[];
